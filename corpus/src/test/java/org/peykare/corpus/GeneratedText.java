package org.peykare.corpus;

import java.util.Random;

/// English-looking text of random words with stop words among them; each number gives another.
public final class GeneratedText {
  private static final String[] STOP = {"the", "of", "and", "to", "in", "is", "that", "was"};

  private static final String[] WORDS =
      ("time year people way day man thing woman life child world school state family "
              + "student group country problem hand part place case week company system program "
              + "question work government number night point home water room mother area money story "
              + "fact month lot right study book eye job word business issue side kind head house "
              + "service friend father power hour game line end member law car city community name "
              + "president team minute idea body information back parent face others level office "
              + "door health person art war history party result change morning reason research girl "
              + "guy moment air teacher force education foot boy age policy music market sense nation "
              + "plan college interest death experience effect use class control field development "
              + "role effort rate heart drug show leader light voice wife police mind price report "
              + "decision son view relationship town road arm difference value building action season "
              + "society tax director position player record paper space ground form event official "
              + "matter center couple site project hit base activity star table need court oil half "
              + "situation cost figure street image phone data picture practice piece land product "
              + "doctor wall worker news test movie north love support technology river bridge garden "
              + "window winter summer letter answer machine village mountain island doubt measure "
              + "speech")
          .split(" ");

  private GeneratedText() {}

  /// `sentences` sentences of twelve words, in paragraphs of two.
  public static String of(int number, int sentences) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      StringBuilder sentence = new StringBuilder();
      for (int word = 0; word < 12; word++) {
        sentence.append(word == 0 ? "" : " ");
        sentence.append(
            random.nextInt(3) == 0
                ? STOP[random.nextInt(STOP.length)]
                : WORDS[random.nextInt(WORDS.length)]);
      }
      text.append(Character.toUpperCase(sentence.charAt(0))).append(sentence.substring(1));
      text.append(i % 2 == 0 ? ". " : ".\n\n");
    }
    return text.toString().strip();
  }
}
