package org.peykare.trainer.data;

import java.util.BitSet;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;

/// What masking must know of the token ids: how many there are, which are special, and which begin
/// a word.
public final class Vocabulary {
  private final int size;
  private final SpecialTokens special;
  private final BitSet wordStarts = new BitSet();

  /// A vocabulary whose word starts are told as in [DatasetCard#tokenWordStarts].
  public Vocabulary(int size, SpecialTokens special, String tokenWordStarts) {
    this.size = size;
    this.special = special;
    for (int id = 0; id < tokenWordStarts.length(); id++) {
      wordStarts.set(id, tokenWordStarts.charAt(id) == '1');
    }
  }

  /// The vocabulary of a data set.
  public static Vocabulary of(DatasetCard card) {
    return new Vocabulary(card.vocabularySize(), card.specialTokens(), card.tokenWordStarts());
  }

  /// The token that stands for a hidden one.
  int mask() {
    return special.mask();
  }

  /// Whether `id` is a token of text, which may be hidden and predicted.
  boolean isOrdinary(int id) {
    return id != special.pad()
        && id != special.unk()
        && id != special.cls()
        && id != special.sep()
        && id != special.mask();
  }

  /// Whether `id` begins a word; the ordinary tokens that follow it up to the next such belong to
  /// the word too.
  boolean startsWord(int id) {
    return wordStarts.get(id);
  }

  /// An ordinary token, each as likely.
  int random(SeededRandom random) {
    int token = random.nextInt(size);
    while (!isOrdinary(token)) {
      token = random.nextInt(size);
    }
    return token;
  }
}
