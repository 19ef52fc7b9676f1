package org.peykare.tokenizer.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts texts and special tokens together after a template such as `[CLS] A [SEP]`.
///
/// @param single the template for one text
/// @param pair the template for two
public record TemplateProcessing(List<Part> single, List<Part> pair) {

  /// An element of a template.
  public sealed interface Part {
    /// The type id of the element's tokens.
    int typeId();

    /// The first text.
    record First(int typeId) implements Part {}

    /// The second text; what truncation cut off of it has a type id of its own.
    record Second(int typeId, int restTypeId) implements Part {
      public Second(int typeId) {
        this(typeId, 1);
      }
    }

    /// A special token.
    record Special(String token, int id, int typeId) implements Part {}
  }

  public TemplateProcessing {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
    if (single.stream().anyMatch(Part.Second.class::isInstance)) {
      throw new IllegalArgumentException(
          "Invalid template for one text: it names a second text ($B)");
    }
  }

  /// The template without special tokens.
  public static TemplateProcessing plain() {
    return new TemplateProcessing(
        List.of(new Part.First(0)), List.of(new Part.First(0), new Part.Second(1)));
  }

  /// The template of BERT: `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, the second text and what
  /// follows it of type 1.
  public static TemplateProcessing bert(String cls, int clsId, String sep, int sepId) {
    Part begin = new Part.Special(cls, clsId, 0);
    Part first = new Part.First(0);
    Part middle = new Part.Special(sep, sepId, 0);
    return new TemplateProcessing(
        List.of(begin, first, middle),
        List.of(begin, first, middle, new Part.Second(1), new Part.Special(sep, sepId, 1)));
  }

  /// The template of RoBERTa: `<s> A </s>` and `<s> A </s> </s> B </s>`, all of type 0.
  public static TemplateProcessing roberta(String cls, int clsId, String sep, int sepId) {
    Part begin = new Part.Special(cls, clsId, 0);
    Part first = new Part.First(0);
    Part end = new Part.Special(sep, sepId, 0);
    return new TemplateProcessing(
        List.of(begin, first, end), List.of(begin, first, end, end, new Part.Second(0, 0), end));
  }

  /// The template with its texts alone.
  public TemplateProcessing withoutSpecialTokens() {
    return new TemplateProcessing(textsOf(single), textsOf(pair));
  }

  private static List<Part> textsOf(List<Part> template) {
    return template.stream().filter(part -> !(part instanceof Part.Special)).toList();
  }

  /// Special tokens added to one text.
  int addedToSingle() {
    return single.size() - textsOf(single).size();
  }

  /// Special tokens added to a pair.
  int addedToPair() {
    return pair.size() - textsOf(pair).size();
  }

  /// The parts of a text with their special tokens, in the same order.
  List<Encoding> process(List<Encoding> text) {
    boolean isTextAlone = single.size() == 1 && single.getFirst().equals(new Part.First(0));
    return isTextAlone ? text : process(single, text, text);
  }

  /// The parts of a pair with their special tokens: the first parts of both together, then all that
  /// the rest makes.
  List<Encoding> process(List<Encoding> first, List<Encoding> second) {
    return process(pair, first, second);
  }

  /// Element by element, as the reference does: what was put together so far with the element's
  /// first part, then every rest of it with every part of the element, then it again with every
  /// rest of the element.
  private static List<Encoding> process(
      List<Part> template, List<Encoding> first, List<Encoding> second) {
    List<int[]> choices = List.of(new int[template.size()]);
    for (int element = 0; element < template.size(); element++) {
      int parts =
          switch (template.get(element)) {
            case Part.First _ -> first.size();
            case Part.Second _ -> second.size();
            case Part.Special _ -> 1;
          };
      List<int[]> longer = new ArrayList<>();
      longer.add(choices.getFirst());
      for (int[] choice : choices.subList(1, choices.size())) {
        for (int part = 0; part < parts; part++) {
          longer.add(with(choice, element, part));
        }
      }
      for (int part = 1; part < parts; part++) {
        longer.add(with(choices.getFirst(), element, part));
      }
      choices = longer;
    }
    return choices.stream().map(choice -> fill(template, choice, first, second)).toList();
  }

  private static int[] with(int[] choice, int element, int part) {
    int[] changed = choice.clone();
    changed[element] = part;
    return changed;
  }

  /// @param choice which part is taken for each element of the template
  private static Encoding fill(
      List<Part> template, int[] choice, List<Encoding> first, List<Encoding> second) {
    int size = 0;
    for (int i = 0; i < choice.length; i++) {
      size += length(template.get(i), choice[i], first, second);
    }
    Encoding result = empty(size);
    int at = 0;
    for (int i = 0; i < choice.length; i++) {
      boolean rest = choice[i] > 0;
      switch (template.get(i)) {
        case Part.First p -> copy(first.get(choice[i]), rest ? 0 : p.typeId(), result, at);
        case Part.Second p ->
            copy(second.get(choice[i]), rest ? p.restTypeId() : p.typeId(), result, at);
        case Part.Special p -> {
          result.ids()[at] = p.id();
          result.wordIds()[at] = -1;
          result.attentionMask()[at] = 1;
          result.typeIds()[at] = p.typeId();
          result.specialMask()[at] = 1;
        }
      }
      at += length(template.get(i), choice[i], first, second);
    }
    return result;
  }

  private static int length(Part part, int choice, List<Encoding> first, List<Encoding> second) {
    return switch (part) {
      case Part.First _ -> first.get(choice).size();
      case Part.Second _ -> second.get(choice).size();
      case Part.Special _ -> 1;
    };
  }

  private static Encoding empty(int size) {
    return new Encoding(
        new int[size],
        new int[size],
        new int[size],
        new int[size],
        new int[size],
        new int[size],
        new int[size]);
  }

  private static void copy(Encoding from, int typeId, Encoding to, int at) {
    System.arraycopy(from.ids(), 0, to.ids(), at, from.size());
    System.arraycopy(from.starts(), 0, to.starts(), at, from.size());
    System.arraycopy(from.ends(), 0, to.ends(), at, from.size());
    System.arraycopy(from.wordIds(), 0, to.wordIds(), at, from.size());
    System.arraycopy(from.attentionMask(), 0, to.attentionMask(), at, from.size());
    Arrays.fill(to.typeIds(), at, at + from.size(), typeId);
  }
}
