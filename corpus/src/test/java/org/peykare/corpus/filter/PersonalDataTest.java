package org.peykare.corpus.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peykare.corpus.filter.PersonalData.Kind;

class PersonalDataTest {
  private final PersonalData all = new PersonalData(EnumSet.allOf(Kind.class));

  @Test
  void masksEmailAddresses() {
    assertThat(all.mask("نشانی: a.b+c@example.co.ir، یا info@example.org."))
        .isEqualTo("نشانی: <email>، یا <email>.");
    assertThat(all.mask("@handle, a @ b, x@y, 5@5.5")).isEqualTo("@handle, a @ b, x@y, 5@5.5");
  }

  @Test
  void masksIranianAndInternationalTelephoneNumbers() {
    assertThat(all.mask("تلفن ۰۹۱۲۳۴۵۶۷۸۹ و ۰۲۱-۸۸۸۸۷۷۷۷")).isEqualTo("تلفن <phone> و <phone>");
    assertThat(all.mask("+98 912 345 6789, 0098-912-345-6789, +44 20 7946 0958"))
        .isEqualTo("<phone>, <phone>, <phone>");
  }

  @Test
  void masksNumbersOnlyWhereTheirChecksumIsRight() {
    assertThat(all.mask("کد ملی 0499370899 و 0499370898"))
        .isEqualTo("کد ملی <national-id> و 0499370898");
    assertThat(all.mask("6037-9971-1111-1119 6037 9971 1111 1115"))
        .isEqualTo("<card> 6037 9971 1111 1115");
    assertThat(all.mask("IR820540102680020817909002 IR820540102680020817909003"))
        .isEqualTo("<sheba> IR820540102680020817909003");
    assertThat(all.mask("1111111111")).isEqualTo("1111111111");
  }

  @Test
  void masksPublicAddressesButNotVersionsAndPrivateOnes() {
    assertThat(all.mask("from 93.184.216.34 to 192.168.1.7, version 14.0.3.12, 1.2.3.4"))
        .isEqualTo("from <ip> to 192.168.1.7, version 14.0.3.12, 1.2.3.4");
  }

  @Test
  void masksPublicIpv6Addresses() {
    assertThat(all.mask("2a02:2f0:0:3::1c, (2001:4860:4860::8888) 3fff:1:2:3:4:5:6:7: and 2a00::."))
        .isEqualTo("<ip>, (<ip>) <ip>: and <ip>.");
    String left =
        "fe80::1 ::1 2001:db8::1 12:30:45 2024:11:23 2a02:1:2:3:4:5:6:7:8 2a02::1::2 std::2abc::f"
            + " http://[2a02:2f0::1]/ a2a02:2f0::1 2a02:2f0::1x ۱۲:۳۰ 2000:12345::1";
    assertThat(all.mask(left)).isEqualTo(left);
    assertThat(new PersonalData(Set.of(Kind.EMAIL)).mask("2a02:2f0::1")).isEqualTo("2a02:2f0::1");
  }

  @Test
  @Timeout(120)
  void isDoneSoonWithTextMadeToHoldItUp() {
    for (String piece :
        List.of("a@b ", "a@", "a.", "1.", "2a02:", "2:", "::", "+", "IR12", "09-")) {
      String text = piece.repeat(4_000_000 / piece.length());
      assertThat(all.mask(text).length()).as(piece).isPositive();
    }
  }

  @Test
  void leavesNumbersOfAddressesYearsAndSumsAlone() {
    String text =
        "https://example.org/a/0499370899?id=09123456789 در سال ۱۳۹۸، ۱۲٬۵۰۰٬۰۰۰ ریال، 2024-03-02";

    assertThat(all.mask(text)).isEqualTo(text);
  }

  @Test
  void masksOnlyTheKindsAskedForAndIsIdempotent() {
    String text = "a@example.org 09123456789";

    assertThat(new PersonalData(Set.of(Kind.PHONE)).mask(text)).isEqualTo("a@example.org <phone>");
    assertThat(new PersonalData(Set.of()).mask(text)).isEqualTo(text);
    assertThat(all.mask(all.mask(text))).isEqualTo(all.mask(text));
  }
}
