package org.peykare.corpus.index;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/// One search over one state of the index.
final class DocumentSearch {
  static final String URL = "url";
  static final String TITLE = "title";
  static final String LANG = "lang";

  private static final Pattern PHRASE = Pattern.compile("[\"«“]([^\"»”]+)[\"»”]");
  private static final float TITLE_BOOST = 2;
  private static final int SNIPPET_CHARACTERS = 120;
  private static final int PASSAGES = 2;
  private static final int MAX_QUERY_CHARACTERS = 1_000;

  private final IndexSearcher searcher;
  private final QueryBuilder terms = new QueryBuilder(DocumentIndex.ANALYZER);

  DocumentSearch(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  List<SearchHit> search(String words, @Nullable String lang, int limit) throws IOException {
    if (words.length() > MAX_QUERY_CHARACTERS) {
      throw new IllegalArgumentException(
          "Invalid query of %d characters (must have at most %d)"
              .formatted(words.length(), MAX_QUERY_CHARACTERS));
    }
    List<Query> byAnalyzer = new ArrayList<>();
    for (CorpusAnalyzers analyzers : CorpusAnalyzers.values()) {
      if (lang == null || analyzers == CorpusAnalyzers.of(lang)) {
        Query query = query(words, analyzers);
        if (query != null) {
          byAnalyzer.add(query);
        }
      }
    }
    if (byAnalyzer.isEmpty()) {
      return List.of();
    }
    Query query = new DisjunctionMaxQuery(byAnalyzer, 0);
    if (lang != null) {
      query =
          new BooleanQuery.Builder()
              .add(query, Occur.MUST)
              .add(new TermQuery(new Term(LANG, lang)), Occur.FILTER)
              .build();
    }
    return hits(query, searcher.search(query, limit));
  }

  /// Every word and phrase in title or text; null where nothing of the query is a word.
  private @Nullable Query query(String words, CorpusAnalyzers analyzers) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Matcher phrases = PHRASE.matcher(words);
    while (phrases.find()) {
      addPhrase(all, phrases.group(1), analyzers);
    }
    String rest = PHRASE.matcher(words).replaceAll(" ");
    Query text = terms.createBooleanQuery(analyzers.textField(), rest, Occur.MUST);
    Query title = terms.createBooleanQuery(analyzers.titleField(), rest, Occur.MUST);
    if (text != null && title != null) {
      all.add(
          new BooleanQuery.Builder()
              .add(text, Occur.SHOULD)
              .add(new BoostQuery(title, TITLE_BOOST), Occur.SHOULD)
              .build(),
          Occur.MUST);
    }
    BooleanQuery query = all.build();
    return query.clauses().isEmpty() ? null : query;
  }

  private void addPhrase(BooleanQuery.Builder all, String phrase, CorpusAnalyzers analyzers) {
    Query text = terms.createPhraseQuery(analyzers.textField(), phrase);
    Query title = terms.createPhraseQuery(analyzers.titleField(), phrase);
    if (text != null && title != null) {
      all.add(
          new BooleanQuery.Builder()
              .add(text, Occur.SHOULD)
              .add(new BoostQuery(title, TITLE_BOOST), Occur.SHOULD)
              .build(),
          Occur.MUST);
    }
  }

  private List<SearchHit> hits(Query query, TopDocs found) throws IOException {
    UnifiedHighlighter highlighter =
        UnifiedHighlighter.builder(searcher, DocumentIndex.ANALYZER)
            .withBreakIterator(() ->
                LengthGoalBreakIterator.createClosestToLength(
                    BreakIterator.getWordInstance(Locale.ROOT), SNIPPET_CHARACTERS, 0.5f))
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
            .withMaxNoHighlightPassages(1)
            .build();
    List<SearchHit> hits = new ArrayList<>();
    for (ScoreDoc score : found.scoreDocs) {
      var stored = searcher.storedFields().document(score.doc);
      CorpusAnalyzers analyzers = CorpusAnalyzers.of(stored.get(LANG));
      TopDocs one = new TopDocs(found.totalHits, new ScoreDoc[] {score});
      String[] snippet = highlighter.highlight(analyzers.textField(), query, one, PASSAGES);
      hits.add(
          new SearchHit(
              stored.get(URL),
              stored.get(TITLE),
              stored.get(LANG),
              score.score,
              snippet[0] == null ? "" : snippet[0].strip()));
    }
    return hits;
  }
}
