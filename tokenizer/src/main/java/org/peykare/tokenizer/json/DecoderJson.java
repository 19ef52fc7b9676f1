package org.peykare.tokenizer.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.decode.ByteFallbackDecoder;
import org.peykare.tokenizer.decode.Decoders;
import org.peykare.tokenizer.decode.SpacedBytesDecoder;
import org.peykare.tokenizer.decode.WordPieceDecoder;
import org.peykare.tokenizer.pipeline.Decoder;
import org.peykare.tokenizer.split.MetaspaceSplit;

/// The decoder of a `tokenizer.json`.
final class DecoderJson {
  private DecoderJson() {}

  static Decoder read(Json json) {
    if (json.isNull()) {
      return Decoder.NONE;
    }
    return switch (json.type()) {
      case "ByteLevel" -> ByteLevelDecoder.BYTE_LEVEL;
      case "ByteFallback" -> ByteFallbackDecoder.BYTE_FALLBACK;
      case "Fuse" -> Decoders.fuse();
      case "WordPiece" -> {
        json.fields("type", "prefix", "cleanup");
        yield new WordPieceDecoder(json.get("prefix").text(), cleanup(json));
      }
      case "Replace" -> {
        json.fields("type", "pattern", "content");
        yield Decoders.replace(
            NormalizerJson.pattern(json.get("pattern")), json.get("content").text());
      }
      case "Strip" -> {
        json.fields("type", "content", "start", "stop");
        yield Decoders.strip(
            PreTokenizerJson.character(json.get("content")),
            json.get("start").number(),
            json.get("stop").number());
      }
      case "Metaspace" -> metaspace(json);
      case "BPEDecoder" -> {
        json.fields("type", "suffix");
        yield Decoders.suffix(json.get("suffix").text());
      }
      case "CTC" -> {
        json.fields("type", "pad_token", "word_delimiter_token", "cleanup");
        boolean clean = json.get("cleanup").flag(true);
        // Without cleaning up the delimiter stays as it is.
        String delimiter = clean ? json.get("word_delimiter_token").text() : " ";
        yield Decoders.ctc(json.get("pad_token").text(), delimiter, cleanup(json));
      }
      case "Sequence" -> {
        json.fields("type", "decoders");
        if (json.node().equals(StepWriter.decoder(SpacedBytesDecoder.SPACED_BYTES))) {
          yield SpacedBytesDecoder.SPACED_BYTES;
        }
        Json all = json.get("decoders").array();
        List<Decoder> steps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
          steps.add(read(all.at(i)));
        }
        yield Decoders.sequence(steps);
      }
      default ->
          throw json.get("type")
              .unsupported(
                  "ByteLevel, ByteFallback, Fuse, WordPiece, Replace, Strip, Metaspace, BPEDecoder, CTC, Sequence and null are");
    };
  }

  private static UnaryOperator<String> cleanup(Json json) {
    return json.get("cleanup").flag(true)
        ? WordPieceDecoder::cleanEnglish
        : UnaryOperator.identity();
  }

  private static Decoder metaspace(Json json) {
    json.fields("type", "replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep");
    boolean prepended = PreTokenizerJson.prepend(json) != MetaspaceSplit.Prepend.NEVER;
    return Decoders.metaspace(
        json.get("replacement").text(), prepended ? Decoders.Prepended.YES : Decoders.Prepended.NO);
  }
}
