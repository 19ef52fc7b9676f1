package org.peykare.console.demo;

import java.util.List;

/// A sentence with a blank, and words to choose from; the first is the right one.
record Question(String text, List<String> candidates) {
  static final List<Question> ALL =
      List.of(
          new Question(
              "ویکی‌پدیا دانشنامه‌ای اینترنتی با محتوای [MASK] است.", List.of("آزاد", "حسین")),
          new Question("تهران پایتخت [MASK] است.", List.of("ایران", "کتاب")),
          new Question("کتابخانه پر از [MASK] است.", List.of("کتاب", "باران")),
          new Question(
              "The ferry came back to the [MASK] in the evening.", List.of("harbour", "bread")),
          new Question(
              "The moon moves around the [MASK] once a month.", List.of("Earth", "bread")));

  String right() {
    return candidates.getFirst();
  }
}
