package org.peykare.trainer.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `SHA256SUMS` of a folder, as `sha256sum` writes and checks it.
final class Checksums {
  static final String FILE = "SHA256SUMS";

  private static final int HASH_CHARACTERS = 64;
  private static final String SEPARATOR = "  ";

  private Checksums() {}

  /// Writes the digests of all files in `folder`.
  static void write(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files(folder)) {
      lines.append(line(file)).append('\n');
    }
    Files.writeString(folder.resolve(FILE), lines);
  }

  private static String line(Path file) throws IOException {
    return sha256(file) + SEPARATOR + file.getFileName();
  }

  /// Whether the file `name` in `folder` has a digest.
  static boolean holds(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve(FILE)).stream().anyMatch(line -> isOf(line, name));
  }

  /// The digests of `folder` without that of the file `name`.
  static String without(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve(FILE)).stream()
        .filter(line -> !isOf(line, name))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /// The digests of `folder` with that of the file `name` as it is now.
  static String with(Path folder, String name) throws IOException {
    return without(folder, name) + line(folder.resolve(name)) + "\n";
  }

  private static boolean isOf(String line, String name) {
    return line.endsWith(SEPARATOR + name);
  }

  /// What is wrong with `folder`, if anything is.
  static Optional<String> problem(Path folder) {
    try {
      if (Files.notExists(folder.resolve(FILE))) {
        return Optional.of("it has no " + FILE);
      }
      for (String line : Files.readAllLines(folder.resolve(FILE))) {
        if (line.length() <= HASH_CHARACTERS + SEPARATOR.length()) {
          return Optional.of(FILE + " is damaged");
        }
        String name = line.substring(HASH_CHARACTERS + SEPARATOR.length());
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
          return Optional.of(name + " is missing");
        }
        if (!sha256(file).equals(line.substring(0, HASH_CHARACTERS))) {
          return Optional.of(name + " does not match its checksum");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
