package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetDetectorTest {
  private static final String PERSIAN =
      "<p>هواي شهر امروز باراني است و مردم با چتر به خيابان آمده‌اند تا به كارهاي خود برسند.</p>";

  private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");

  private static String decode(byte[] bytes, String header) {
    return CharsetDetector.decode(bytes, header.isEmpty() ? null : header).text();
  }

  @Test
  void readsWindows1256ThatOnlyThePageDeclares() {
    String page =
        "<meta http-equiv=content-type content='text/html; charset=windows-1256'>" + PERSIAN;

    assertThat(decode(page.getBytes(WINDOWS_1256), "")).isEqualTo(page);
  }

  @Test
  void readsWindows1256ThatNobodyDeclares() {
    assertThat(decode(PERSIAN.getBytes(WINDOWS_1256), "")).isEqualTo(PERSIAN);
  }

  @Test
  void readsWindows1256ThatTheServerCallsLatin1OrUtf8() {
    assertThat(decode(PERSIAN.getBytes(WINDOWS_1256), "ISO-8859-1")).isEqualTo(PERSIAN);
    assertThat(decode(PERSIAN.getBytes(WINDOWS_1256), "utf-8")).isEqualTo(PERSIAN);
  }

  @Test
  void believesValidUtf8WhateverIsDeclared() {
    assertThat(decode(PERSIAN.getBytes(StandardCharsets.UTF_8), "windows-1256")).isEqualTo(PERSIAN);
  }

  @Test
  void forgivesAFewBadBytesInUtf8() {
    byte[] bytes = PERSIAN.getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 10] = (byte) 0xFF;

    assertThat(CharsetDetector.decode(bytes, null).charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void goesByTheByteOrderMark() {
    byte[] bytes = ("\uFEFF" + PERSIAN).getBytes(StandardCharsets.UTF_16LE);

    assertThat(decode(bytes, "windows-1252")).isEqualTo(PERSIAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1252|Das Mädchen läuft über die große Straße, weil es früh nach Hause möchte.",
        "windows-1251|Дождь шёл всю ночь, и утром река вышла из берегов, а мост уже не стоял.",
        "KOI8-R|Дождь шёл всю ночь, и утром река вышла из берегов, а мост уже не стоял.",
        "windows-1253|Το ποτάμι ανέβηκε δύο μέτρα και η παλιά γέφυρα δεν είδε το πρωί.",
        "windows-1255|הנהר עלה בלילה שני מטרים והגשר הישן לא ראה את הבוקר של אותו יום.",
        "GB18030|昨天夜里河水上涨了两米，那座三百年的老桥没有看到早晨，人们都很难过。",
        "windows-31j|昨夜、川の水が二メートル上がり、三百年の古い橋は朝を見ることができなかった。",
        "x-windows-949|어젯밤 강물이 이 미터나 올라서 삼백 년 된 오래된 다리는 아침을 보지 못했다."
      })
  void guessesOtherCharsetsByTheirLetters(String charset, String text) {
    assertThat(decode(text.getBytes(Charset.forName(charset)), "")).isEqualTo(text);
  }

  @Test
  void repairsTextThatWasDecodedWronglyBeforeItWasStored() {
    String doubled =
        new String(PERSIAN.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
    // Java's windows-1252 has no character for five bytes, چ and the non-joiner among them.
    String simple = PERSIAN.replace("چ", "ج").replace("\u200C", "");
    String asLatin = new String(simple.getBytes(WINDOWS_1256), Charset.forName("windows-1252"));

    assertThat(decode(asLatin.getBytes(StandardCharsets.UTF_8), "utf-8")).isEqualTo(simple);
    assertThat(Mojibake.repair(doubled)).contains("شهر امروز باران");
  }

  @Test
  void leavesFrenchAndGermanAlone() {
    String text =
        "Déjà vu à l'été: garçon, naïve, Ärger über Öl, « fenêtre » où l'âme s'élève çà et là.";

    assertThat(Mojibake.repair(text.repeat(5))).isEqualTo(text.repeat(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hän pääsi sisään, mutta häämatka jäi väliin; ääni häipyi, ää, ÄÄNI, äää! Kääntäjät jäävät.",
        "Jäääär, öö ja töö: ääres käänab õhtuöö, püüüdlik kuuuurija läks öösel üle jää.",
        "Á íslandi er það í lagi, þó að æði sé á ný; íþróttir, ánægðir, æ, ó, já, hæð, bærinn í Árnæs.",
        "Ærlig, på øen, åå, Øæ, blåbærgrød og æblegrød i Ålborg; å, æ, ø."
      })
  void leavesNorthernLanguagesAlone(String text) {
    assertThat(Mojibake.repair(text.repeat(20))).isEqualTo(text.repeat(20));
    assertThat(decode(text.repeat(20).getBytes(StandardCharsets.UTF_8), "utf-8"))
        .isEqualTo(text.repeat(20));
  }
}
