package org.peykare.console.web.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page has.
///
/// @param texts words of the reader's language
/// @param section the section it belongs to, one of [#SECTIONS], or another word
/// @param title its title
/// @param path path and query of the request, to come back to after a change of language
/// @param csrf what each form must carry
/// @param note what was just done, where something was
/// @param leave whether the reader can log out
/// @param version changes with the program, so that browsers load new styles and scripts
public record Page(
    Texts texts,
    String section,
    String title,
    String path,
    String csrf,
    @Nullable String note,
    Leave leave,
    String version) {

  /// The sections, in the order of the work.
  public static final List<String> SECTIONS =
      List.of("home", "seeds", "crawl", "snapshots", "training", "try");

  /// Whether the reader can log out.
  public enum Leave {
    /// A token let the reader in.
    POSSIBLE,
    /// No token is asked for.
    NEEDLESS
  }

  /// Where a section begins.
  public String address(String of) {
    return of.equals("home") ? "/" : "/" + of;
  }

  /// The languages the reader may change to.
  public List<Language> otherLanguages() {
    return Arrays.stream(Language.values())
        .filter(language -> language != texts.language())
        .toList();
  }

  /// An address that ends with a name, which may hold any characters.
  public String segment(String before, String name) {
    return before + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
