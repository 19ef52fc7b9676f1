package org.peykare.corpus.store;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.peykare.formats.document.DocumentsTable;

/// Local files that are on the disk when they are closed: a commit that was acknowledged outlives a
/// power cut. Does without Hadoop's file systems.
///
/// Iceberg writes down absolute locations. What lies below the table's folder in a location is
/// looked for in the warehouse of today, so that a working directory can be moved.
final class DurableFileIO implements FileIO {
  private static final long serialVersionUID = 1;
  private static final String TABLE_FOLDER =
      "/" + DocumentsTable.NAMESPACE + "/" + DocumentsTable.TABLE;

  private final String warehouse;

  DurableFileIO(Path warehouse) {
    this.warehouse = warehouse.toString();
  }

  @Override
  public InputFile newInputFile(String path) {
    return new LocalFile(path, org.apache.iceberg.Files.localInput(toPath(path).toFile()));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new DurableFile(path, toPath(path));
  }

  @Override
  public void deleteFile(String path) {
    try {
      Files.deleteIfExists(toPath(path));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }

  /// The file that a location means.
  Path toPath(String location) {
    String path = location.startsWith("file:") ? location.substring(5) : location;
    int at = (path + "/").lastIndexOf(TABLE_FOLDER + "/");
    return at < 0 ? Path.of(path) : Path.of(warehouse + path.substring(at));
  }

  /// A file under the location that Iceberg knows it by.
  private record LocalFile(String location, InputFile file) implements InputFile {
    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() {
      return file.newStream();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }
  }

  private record DurableFile(String location, Path path) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (Files.exists(path)) {
        throw new AlreadyExistsException("File already exists: %s", path);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Files.createDirectories(path.getParent());
        return new DurableStream(path);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + path, e);
      }
    }

    @Override
    public InputFile toInputFile() {
      return new LocalFile(location, org.apache.iceberg.Files.localInput(path.toFile()));
    }
  }

  private static final class DurableStream extends PositionOutputStream {
    private final Path path;
    private final FileOutputStream file;
    private final BufferedOutputStream buffer;
    private long position;
    private boolean closed;

    DurableStream(Path path) throws IOException {
      this.path = path;
      this.file = new FileOutputStream(path.toFile());
      this.buffer = new BufferedOutputStream(file, 64 * 1024);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      buffer.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      buffer.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      buffer.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (file) {
        buffer.flush();
        file.getChannel().force(true);
      }
      try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      } catch (IOException e) {
        // Windows cannot open a folder; its file system keeps the order by itself.
      }
    }
  }
}
