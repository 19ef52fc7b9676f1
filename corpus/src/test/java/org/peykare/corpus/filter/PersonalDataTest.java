package org.peykare.corpus.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
