package org.peykare.tokenizer.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.peykare.tokenizer.pipeline.Decoder;

/// Joins the pieces of words and puts spaces between words.
///
/// @param prefix what tokens inside a word begin with
/// @param cleanup what is done to each word at the end
public record WordPieceDecoder(String prefix, UnaryOperator<String> cleanup) implements Decoder {
  private static final String[][] ENGLISH = {
    {" .", "."},
    {" ?", "?"},
    {" !", "!"},
    {" ,", ","},
    {" ' ", "'"},
    {" n't", "n't"},
    {" 'm", "'m"},
    {" do not", " don't"},
    {" 's", "'s"},
    {" 've", "'ve"},
    {" 're", "'re"}
  };

  /// Takes the spaces away that do not belong before punctuation in English.
  public static String cleanEnglish(String text) {
    String result = text;
    for (String[] pair : ENGLISH) {
      result = result.replace(pair[0], pair[1]);
    }
    return result;
  }

  @Override
  public List<String> decodeAll(List<String> tokens) {
    List<String> result = new ArrayList<>(tokens.size());
    for (String token : tokens) {
      boolean inside = token.startsWith(prefix);
      String text =
          result.isEmpty() ? token : inside ? token.substring(prefix.length()) : " " + token;
      result.add(cleanup.apply(text));
    }
    return result;
  }
}
