package org.peykare.corpus.extract;

import java.util.List;
import java.util.Locale;

/// Short blocks at the end of a text that name several social networks: `Follow us on …`, in any
/// language.
final class FollowLine {
  /// A name of a network in each spelling.
  private static final List<List<String>> NETWORKS =
      List.of(
          List.of("facebook", "fb.me", "فیسبوک", "فيسبوك", "فیس‌بوک", "เฟซบุ๊ก", "фейсбук", "脸书"),
          List.of("twitter", "توییتر", "توئیتر", "تويتر", "ٹویٹر", "ทวิตเตอร์", "твиттер", "推特"),
          List.of("instagram", "اینستاگرام", "إنستغرام", "انستغرام", "инстаграм"),
          List.of("telegram", "تلگرام", "تليغرام", "تيليغرام", "телеграм"),
          List.of("youtube", "یوتیوب", "يوتيوب", "ютуб"),
          List.of("whatsapp", "واتساپ", "واتس‌اپ", "واتساب"),
          List.of("linkedin", "لینکدین", "لينكد"),
          List.of("pinterest"),
          List.of("tiktok", "تیک‌تاک", "تيك توك"),
          List.of("snapchat"),
          List.of("aparat", "آپارات"),
          List.of("eitaa", "ایتا"),
          List.of("rubika", "روبیکا"),
          List.of("podcast", "spotify"));

  private static final int LONGEST = 300;
  private static final int LEAST_NETWORKS = 2;

  private FollowLine() {}

  /// Whether `text` is such a block.
  static boolean is(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    long named =
        NETWORKS.stream().filter(names -> names.stream().anyMatch(lower::contains)).count();
    return named >= LEAST_NETWORKS;
  }
}
