package org.peykare.tokenizer.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.peykare.tokenizer.pipeline.Pipeline;

/// The folder of a tokenizer. A file appears whole or not at all, and is on the disk when it does.
///
/// @param folder made when the first file is written
public record TokenizerFolder(Path folder) {

  /// The files of `pipeline` by name, in the order in which they are to be written.
  public static Map<String, String> files(Pipeline pipeline) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(TransformersFiles.CONFIG_FILE, TransformersFiles.config(pipeline));
    files.put(TransformersFiles.SPECIAL_TOKENS_FILE, TransformersFiles.specialTokens(pipeline));
    files.put(TokenizerJson.FILE, TokenizerJson.print(pipeline));
    return files;
  }

  /// Writes a file in place of one of that name.
  public void put(String name, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    try {
      Files.createDirectories(folder);
      Path temporary = folder.resolve("." + name + "-" + UUID.randomUUID());
      try {
        write(temporary, bytes);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s to %s".formatted(name, folder), e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /// The SHA-256 of a file with this text.
  public static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
