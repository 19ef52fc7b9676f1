package org.peykare.corpus.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.filter.NumberRuns.Found;
import org.peykare.corpus.filter.NumberRuns.Run;
import org.peykare.corpus.filter.PersonalData.Kind;

/// Which number is personal data, by its form and checksum.
final class PersonalNumbers {
  private static final Pattern FOUR_GROUPS =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
  private static final Pattern AREA_CODE = Pattern.compile("3[-) ].*|11");
  private static final Pattern CARD_SHAPE = Pattern.compile("16|4(.)4\\1" + "4\\1" + "4");
  private static final Pattern ID_SHAPE = Pattern.compile("10|3-6-1");
  private static final int SHEBA_DIGITS = 24;

  private PersonalNumbers() {}

  static @Nullable Found find(String text, Run run) {
    String digits = run.digits();
    char before = run.start() > 0 ? text.charAt(run.start() - 1) : ' ';
    if (isSheba(text, run)) {
      return run.as(Kind.SHEBA, run.start() - 2);
    }
    if (Character.isLetter(before) && before < 0x0600) {
      return null;
    }
    if (before == '+') {
      return digits.length() >= 8 && digits.length() <= 15
          ? run.as(Kind.PHONE, run.start() - 1)
          : null;
    }
    if (digits.length() == 16 && CARD_SHAPE.matcher(run.shape()).matches() && isCard(digits)) {
      return run.as(Kind.CARD, run.start());
    }
    if (isPhone(run)) {
      return run.as(Kind.PHONE, run.start());
    }
    if (ID_SHAPE.matcher(run.shape()).matches() && isNationalId(digits)) {
      return run.as(Kind.NATIONAL_ID, run.start());
    }
    return isAddress(text, run) ? run.as(Kind.IP, run.start()) : null;
  }

  private static boolean isSheba(String text, Run run) {
    int ir = run.start() - 2;
    return run.digits().length() == SHEBA_DIGITS
        && ir >= 0
        && text.regionMatches(true, ir, "IR", 0, 2)
        && modulo97(run.digits());
  }

  /// ISO 13616: check digits and IR (as 1827) moved to the end, remainder 1.
  private static boolean modulo97(String digits) {
    String moved = digits.substring(2) + "1827" + digits.substring(0, 2);
    int remainder = 0;
    for (int i = 0; i < moved.length(); i++) {
      remainder = (remainder * 10 + moved.charAt(i) - '0') % 97;
    }
    return remainder == 1;
  }

  /// Luhn; cards begin with 2 to 6.
  private static boolean isCard(String digits) {
    if (digits.charAt(0) < '2' || digits.charAt(0) > '6') {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  /// 10 digits, the last a checksum modulo 11; not one digit ten times.
  private static boolean isNationalId(String digits) {
    if (digits.chars().distinct().count() == 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (digits.charAt(i) - '0') * (10 - i);
    }
    int remainder = sum % 11;
    return digits.charAt(9) - '0' == (remainder < 2 ? remainder : 11 - remainder);
  }

  /// 09…, 0098…, and an area code set apart from its number.
  private static boolean isPhone(Run run) {
    String digits = run.digits();
    if (run.shape().contains(".") || run.shape().contains("/")) {
      return false;
    }
    if (digits.startsWith("0098")) {
      return digits.length() == 14;
    }
    if (digits.length() != 11 || digits.charAt(0) != '0') {
      return false;
    }
    return digits.charAt(1) == '9'
        || (digits.charAt(1) != '0' && AREA_CODE.matcher(run.shape()).matches());
  }

  /// Four numbers up to 255, not private, local or reserved, and not the number of a version.
  private static boolean isAddress(String text, Run run) {
    Matcher matcher = FOUR_GROUPS.matcher(text.substring(run.start(), run.end()));
    if (!matcher.matches()) {
      return false;
    }
    int[] parts = new int[4];
    for (int i = 0; i < 4; i++) {
      parts[i] = Integer.parseInt(matcher.group(i + 1));
      if (parts[i] > 255) {
        return false;
      }
    }
    boolean local =
        parts[0] == 0
            || parts[0] == 10
            || parts[0] == 127
            || parts[0] >= 224
            || (parts[0] == 172 && parts[1] >= 16 && parts[1] < 32)
            || (parts[0] == 192 && parts[1] == 168)
            || (parts[0] == 169 && parts[1] == 254);
    return !local && parts[0] >= 12 && !isVersion(text, run.start());
  }

  private static boolean isVersion(String text, int start) {
    String before =
        text.substring(Math.max(0, start - 12), start).strip().toLowerCase(java.util.Locale.ROOT);
    return before.endsWith("version") || before.endsWith("v") || before.endsWith("نسخه");
  }
}
