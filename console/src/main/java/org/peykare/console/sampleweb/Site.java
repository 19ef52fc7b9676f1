package org.peykare.console.sampleweb;

import java.util.List;

/// One site of the sample web.
///
/// @param host its host name, under `.test` (RFC 6761)
/// @param kind how its pages are built
/// @param lang language of its pages
/// @param name what it calls itself
/// @param words the fixed words of its pages
record Site(String host, Kind kind, String lang, String name, Words words, List<Article> articles) {
  enum Kind {
    ENCYCLOPEDIA("/wiki/%s"),
    NEWS("/news/%s"),
    BLOG("/posts/%s.html");

    private final String path;

    Kind(String path) {
      this.path = path;
    }
  }

  /// Navigation, side bar and footer in the site's language: the text that must not reach the
  /// corpus.
  record Words(
      String home,
      String about,
      String contact,
      String related,
      String popular,
      String latest,
      String newsletter,
      String rights,
      String older,
      String by) {
    static final Words PERSIAN =
        new Words(
            "صفحهٔ نخست",
            "دربارهٔ ما",
            "تماس با ما",
            "مطالب مرتبط",
            "پربازدیدترین‌ها",
            "تازه‌ترین‌ها",
            "برای دریافت خبرنامه نشانی ایمیل خود را وارد کنید",
            "همهٔ حقوق این وبگاه محفوظ است. بازنشر با ذکر منبع آزاد است.",
            "مطالب قدیمی‌تر",
            "نویسنده:");

    static final Words ENGLISH =
        new Words(
            "Home",
            "About us",
            "Contact",
            "Related pages",
            "Most read",
            "Latest",
            "Enter your e-mail address to get our weekly letter",
            "All rights reserved. Reprint with a link to the source.",
            "Older pages",
            "By");
  }

  String path(Article article) {
    return kind.path.formatted(article.slug());
  }

  String url(Article article) {
    return "http://" + host + path(article);
  }

  String direction() {
    return lang.equals("fa") ? "rtl" : "ltr";
  }

  /// The sections, in order of first appearance.
  List<String> sections() {
    return articles.stream().map(Article::section).distinct().toList();
  }
}
