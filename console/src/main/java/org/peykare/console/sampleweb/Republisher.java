package org.peykare.console.sampleweb;

import java.util.ArrayList;
import java.util.List;

/// Stories of one site as another republishes them: unchanged, with a line in front, cut short, or
/// typed with Arabic letters and without half-spaces.
final class Republisher {
  private Republisher() {}

  /// Twelve stories of `original`: three of each kind.
  static List<Article> copies(List<Article> original) {
    List<Article> copies = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Article story = original.get(i * original.size() / 12);
      copies.add(
          switch (i % 4) {
            case 0 -> story;
            case 1 -> withLineInFront(story);
            case 2 -> cut(story);
            default -> retyped(story);
          });
    }
    return copies;
  }

  private static Article withLineInFront(Article story) {
    List<String> blocks = new ArrayList<>(story.blocks());
    blocks.addFirst("این خبر را بازنما از رسانه‌های همکار برگزیده و بازنشر کرده است.");
    return story.withBlocks(blocks);
  }

  private static Article cut(Article story) {
    return story.withBlocks(story.blocks().subList(0, story.blocks().size() - 1));
  }

  private static Article retyped(Article story) {
    return story.withBlocks(story.blocks().stream().map(Republisher::retype).toList());
  }

  /// Persian as typed on an Arabic keyboard: other code points for ye and kaf, no half-space.
  static String retype(String text) {
    return text.replace('ی', 'ي').replace('ک', 'ك').replace('\u200c', ' ');
  }
}
