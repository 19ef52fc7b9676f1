package org.peykare.console.web.view;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language of the pages.
public enum Language {
  /// English.
  EN("en", "ltr", "English", new ULocale("en")),
  /// Persian, with its digits and its calendar.
  FA("fa", "rtl", "فارسی", new ULocale("fa@calendar=persian"));

  private final String tag;
  private final String direction;
  private final String ownName;
  private final ULocale locale;

  Language(String tag, String direction, String ownName, ULocale locale) {
    this.tag = tag;
    this.direction = direction;
    this.ownName = ownName;
    this.locale = locale;
  }

  /// The BCP 47 tag.
  public String tag() {
    return tag;
  }

  /// `ltr` or `rtl`.
  public String direction() {
    return direction;
  }

  /// Its name in itself.
  public String ownName() {
    return ownName;
  }

  /// Numbers, dates and plurals.
  ULocale locale() {
    return locale;
  }

  /// The language with this tag.
  public static Optional<Language> of(@Nullable String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  /// The language that suits an `Accept-Language` header best; English where none does.
  public static Language accepted(@Nullable String header) {
    if (header == null) {
      return EN;
    }
    try {
      String tag =
          Locale.lookupTag(
              Locale.LanguageRange.parse(header),
              Arrays.stream(values()).map(Language::tag).toList());
      return of(tag).orElse(EN);
    } catch (IllegalArgumentException e) {
      return EN;
    }
  }
}
