package org.peykare.corpus.extract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a page into text: byte order mark, or the zeros and escapes that only some
/// charsets have ([MarkedCharsets]), then valid UTF-8 whatever was declared, then what the HTTP
/// header or the page declares if the text looks like it, then a guess by the letters.
public final class CharsetDetector {
  /// A page's text and the charset it was in.
  public record Decoded(String text, Charset charset) {}

  private static final int PRESCAN = 4_096;

  private static final Pattern DECLARED =
      Pattern.compile("(?i)(?:charset|encoding)\\s*=\\s*[\"']?\\s*([a-z0-9][a-z0-9._:-]{1,40})");

  /// Labels that stand for a larger set on the web (WHATWG Encoding).
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("cp1256", "windows-1256"),
          Map.entry("x-cp1256", "windows-1256"),
          Map.entry("utf8", "UTF-8"),
          Map.entry("unicode", "UTF-8"),
          Map.entry("utf-16", "UTF-8"),
          Map.entry("utf-16le", "UTF-8"),
          Map.entry("utf-16be", "UTF-8"));

  private CharsetDetector() {}

  /// The text of `bytes`.
  ///
  /// @param header charset label of the HTTP Content-Type header
  public static Decoded decode(byte[] bytes, @Nullable String header) {
    MarkedCharsets.Found marked = MarkedCharsets.find(bytes);
    if (marked != null) {
      int from = marked.markBytes();
      return new Decoded(
          new String(bytes, from, bytes.length - from, marked.charset()), marked.charset());
    }
    Charset declared = declared(bytes, header);
    Utf8Check utf8 = Utf8Check.of(bytes);
    if (utf8.ascii()) {
      Charset charset = declared == null ? StandardCharsets.UTF_8 : declared;
      return repaired(new String(bytes, charset), charset);
    }
    if (utf8.looksLikeUtf8()) {
      return repaired(new String(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
    Charset charset = CharsetGuess.of(bytes, declared);
    return repaired(new String(bytes, charset), charset);
  }

  private static Decoded repaired(String text, Charset charset) {
    return new Decoded(Mojibake.repair(text), charset);
  }

  /// The charset of the header or the page; the page goes before a header of ISO-8859-1, which many
  /// servers send for everything.
  private static @Nullable Charset declared(byte[] bytes, @Nullable String header) {
    Charset ofHeader = header == null ? null : charset(header);
    Charset ofPage = ofPage(bytes);
    boolean serverDefault = ofHeader != null && ofHeader.name().equals("windows-1252");
    return ofHeader == null || (serverDefault && ofPage != null) ? ofPage : ofHeader;
  }

  private static @Nullable Charset ofPage(byte[] bytes) {
    int length = Math.min(bytes.length, PRESCAN);
    Matcher matcher = DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      Charset charset = charset(matcher.group(1));
      if (charset != null) {
        return charset;
      }
    }
    return null;
  }

  private static @Nullable Charset charset(String label) {
    String lower = label.strip().toLowerCase(Locale.ROOT);
    try {
      return Charset.forName(ALIASES.getOrDefault(lower, lower));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /// `bytes` in `charset`, null where they are not valid in it.
  static @Nullable String strict(byte[] bytes, Charset charset) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
