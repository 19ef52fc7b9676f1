package org.peykare.corpus.filter;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Masks personal data in a text: the kinds asked for become marks such as `<email>`. Numbers are
/// masked only where their checksum is right, so that a number that merely looks alike stays.
/// Digits may be Latin, Persian or Arabic. Masking a masked text changes nothing.
public final class PersonalData {
  /// A kind of personal data.
  public enum Kind {
    /// An e-mail address.
    EMAIL,
    /// A public IPv4 or IPv6 address.
    IP,
    /// A telephone number: Iranian (+98, 0098, 09…, area code and number), or international with +.
    PHONE,
    /// Iranian national id: 10 digits with checksum.
    NATIONAL_ID,
    /// Bank card: 16 digits with a Luhn checksum.
    CARD,
    /// Iranian bank account (Sheba): IR and 24 digits, modulo 97.
    SHEBA;

    String mark() {
      return "<" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ">";
    }
  }

  private final Set<Kind> kinds;

  /// Masks these kinds.
  public PersonalData(Set<Kind> kinds) {
    this.kinds = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
  }

  /// `text` with marks in place of personal data.
  public String mask(String text) {
    String masked = text;
    if (kinds.contains(Kind.EMAIL)) {
      masked = EmailAddresses.mask(masked);
    }
    if (kinds.contains(Kind.IP)) {
      masked = Ipv6Addresses.mask(masked);
    }
    return kinds.stream().anyMatch(kind -> kind != Kind.EMAIL)
        ? NumberRuns.mask(masked, kinds)
        : masked;
  }
}
