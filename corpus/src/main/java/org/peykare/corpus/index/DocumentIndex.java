package org.peykare.corpus.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.store.DocumentTable;
import org.peykare.corpus.store.DocumentTable.TableFile;
import org.peykare.corpus.store.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The search index of a folder.
///
/// Each document knows the table file that it came from. Files never change, so the difference
/// between the index and a snapshot is a difference of file names: documents of files that are gone
/// are deleted, new files are read. Whatever snapshot the index held before, it ends up right.
public final class DocumentIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentIndex.class);

  /// Raised when fields or analysis change; an index of another version is built anew.
  private static final String VERSION = "1";

  private static final String FILE = "file";
  private static final String SNAPSHOT_KEY = "snapshot";
  private static final String TABLE_KEY = "table";
  private static final String VERSION_KEY = "version";
  private static final double BUFFER_MB = 64;

  private static final FieldType TEXT = textType();

  static final Analyzer ANALYZER =
      new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
          return CorpusAnalyzers.ofField(field).analyzer();
        }
      };

  private final FSDirectory directory;

  private DocumentIndex(FSDirectory directory) {
    this.directory = directory;
  }

  /// The index in `dir`, which may be empty.
  public static DocumentIndex open(Path dir) {
    try {
      return new DocumentIndex(FSDirectory.open(dir));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the search index in " + dir, e);
    }
  }

  /// Makes the index hold `snapshot` of `table`; where that fails it stays as it was.
  ///
  /// @return false where another process is changing the index; it stays as it is
  public boolean update(DocumentTable table, Snapshot snapshot) {
    if (holds(table, snapshot)) {
      return true;
    }
    try {
      return rewrite(table, snapshot);
    } catch (IOException e) {
      LOG.warn(
          "The search index in {} is damaged ({}); it is built anew",
          directory.getDirectory(),
          e.toString());
    }
    try {
      clear();
      return rewrite(table, snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot build the search index in %s; is the disk full? Else delete the folder"
              .formatted(directory.getDirectory()),
          e);
    }
  }

  /// Deletes the index, where nobody is changing it.
  private void clear() throws IOException {
    try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    } catch (LockObtainFailedException e) {
      LOG.debug("Another process is building the index", e);
    }
  }

  private boolean rewrite(DocumentTable table, Snapshot snapshot) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(BUFFER_MB).setCommitOnClose(false);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      Map<String, String> known = commitData(writer);
      if (!VERSION.equals(known.get(VERSION_KEY)) || !table.uuid().equals(known.get(TABLE_KEY))) {
        writer.deleteAll();
      }
      bringTo(writer, table, snapshot);
      writer.setLiveCommitData(
          Map.of(
                  SNAPSHOT_KEY, Long.toString(snapshot.id()),
                  TABLE_KEY, table.uuid(),
                  VERSION_KEY, VERSION)
              .entrySet());
      writer.commit();
      return true;
    } catch (LockObtainFailedException e) {
      return false;
    }
  }

  /// Whether the index holds this snapshot.
  public boolean holds(DocumentTable table, Snapshot snapshot) {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      return VERSION.equals(data.get(VERSION_KEY))
          && table.uuid().equals(data.get(TABLE_KEY))
          && Long.toString(snapshot.id()).equals(data.get(SNAPSHOT_KEY));
    } catch (IOException e) {
      // None yet, or a damaged one.
      return false;
    }
  }

  /// The best `limit` documents. All words of the query must occur; words in quotes as a phrase.
  ///
  /// @param lang search only documents of this language; null for all
  public List<SearchHit> search(String query, @Nullable String lang, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException(
          "Invalid number of search results: " + limit + " (must be 1..1000)");
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return new DocumentSearch(new IndexSearcher(reader)).search(query, lang, limit);
    } catch (IndexNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the search index in " + directory.getDirectory(), e);
    }
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the search index", e);
    }
  }

  private static Map<String, String> commitData(IndexWriter writer) {
    Map<String, String> data = new HashMap<>();
    var entries = writer.getLiveCommitData();
    if (entries != null) {
      entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  private static void bringTo(IndexWriter writer, DocumentTable table, Snapshot snapshot)
      throws IOException {
    Set<String> held = files(writer);
    List<TableFile> wanted = table.files(snapshot);
    Set<String> gone = new HashSet<>(held);
    wanted.forEach(file -> gone.remove(file.location()));
    for (String file : gone) {
      writer.deleteDocuments(new Term(FILE, file));
    }
    for (TableFile file : wanted) {
      if (!held.contains(file.location())) {
        table.read(file, document -> add(writer, document, file.location()));
      }
    }
  }

  /// The table files that the index has documents of.
  private static Set<String> files(IndexWriter writer) throws IOException {
    Set<String> files = new HashSet<>();
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        Terms terms = leaf.reader().terms(FILE);
        if (terms == null) {
          continue;
        }
        TermsEnum each = terms.iterator();
        Bits live = leaf.reader().getLiveDocs();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
          if (live == null || hasLive(each, live)) {
            files.add(term.utf8ToString());
          }
        }
      }
    }
    return files;
  }

  private static boolean hasLive(TermsEnum term, Bits live) throws IOException {
    var postings = term.postings(null, org.apache.lucene.index.PostingsEnum.NONE);
    for (int id = postings.nextDoc();
        id != org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;
        id = postings.nextDoc()) {
      if (live.get(id)) {
        return true;
      }
    }
    return false;
  }

  private static void add(IndexWriter writer, Document document, String file) {
    CorpusAnalyzers analyzers = CorpusAnalyzers.of(document.lang());
    List<Field> fields = new ArrayList<>();
    fields.add(new StringField(FILE, file, Field.Store.NO));
    fields.add(new StringField(DocumentSearch.LANG, document.lang(), Field.Store.YES));
    fields.add(new StoredField(DocumentSearch.URL, document.url()));
    String title = document.title();
    if (title != null) {
      fields.add(new StoredField(DocumentSearch.TITLE, title));
      fields.add(new TextField(analyzers.titleField(), title, Field.Store.NO));
    }
    fields.add(new Field(analyzers.textField(), document.text(), TEXT));
    try {
      writer.addDocument(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot add " + document.url() + " to the search index", e);
    }
  }

  private static FieldType textType() {
    FieldType type = new FieldType(TextField.TYPE_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    return type;
  }
}
