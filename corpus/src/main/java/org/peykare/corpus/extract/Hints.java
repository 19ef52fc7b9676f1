package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// What an element's names (tag, class, id, role, itemprop) say about its content. Names are the
/// words that page authors use all over the web, none is a site's own.
enum Hints {
  /// Says it is the text.
  CONTENT,
  /// Says nothing.
  NONE,
  /// Often, not always, beside the text.
  DOUBTFUL,
  /// Menu, side bar, related links, comments and the like.
  BOILERPLATE,
  /// What readers wrote.
  COMMENTS,
  /// Footer, consent note: beside the text however long it is.
  OUTSIDE;

  private static final Set<String> OUTSIDE_WORDS =
      Set.of(
          ("footer colophon cookie cookies cookiebar cookiebanner cookieconsent cookielaw consent"
                  + " gdpr onetrust usercentrics printfooter")
              .split(" "));

  private static final Set<String> COMMENT_WORDS =
      Set.of(
          ("comment comments commentlist commentlists commentform commentlinks "
                  + "commentsection commentarea commentbox kommentare kommentar comentarios "
                  + "commentaires commenti reacties komentarze yorumlar")
              .split(" "));

  private static final Set<String> BOILERPLATE_WORDS =
      Set.of(
          ("nav navbar navi navigation navlinks navbox menu submenu megamenu "
                  + "breadcrumb breadcrumbs sidebar sidebars caption captions imagecaption "
                  + "figcaption newsletter subscribe signup share shares sharing sharebar "
                  + "sharebox sharedaddy sharethis addthis social socials socialmedia factbox "
                  + "notification ticker submitted respond disqus related relateds relatedposts "
                  + "relatedarticles relatedlinks recommended recommendation recommendations "
                  + "mostread mostpopular advert advertisement advertising advertorial ads "
                  + "adsense adslot adunit popup modal lightbox pagination pager paging "
                  + "paginator tags taglist tagcloud authorbox authorbio byline outbrain "
                  + "taboola toc editsection noprint screenreader catlinks jumplinks backlinks "
                  + "wpdiscuz quicklinks subnav blogroll")
              .split(" "));

  private static final Set<String> DOUBTFUL_WORDS =
      Set.of(
          ("widget widgets teaser teasers aside side header banner meta metadata info author"
                  + " authors bio date time timestamp published pubdate category categories categorie"
                  + " label labels tag links linklist more carousel slider gallery credit credits"
                  + " copyright rating ratings vote votes search filter tools actions buttons button"
                  + " btn infobox latest next previous prev print ad secondary rail disclaimer stats"
                  + " counter views readmore topics keywords profile avatar contact reply replies"
                  + " trackback pingback pingbacks alsolike video player audio register registration"
                  + " paywall sponsor sponsored promo promos promotion promotions overlay donate"
                  + " donation feedback attribution toolbar skip rss masthead popular trending recirc"
                  + " subscription recommend login embedcode topbar")
              .split(" "));

  private static final Set<String> CONTENT_WORDS =
      Set.of(
          ("article articlebody articletext articlecontent content contents entry post postbody"
                  + " postcontent story storybody storytext body text main maincontent main-content"
                  + " bodytext bodycopy copy page blogpost hentry richtext prose markdown rte wysiwyg"
                  + " longform")
              .split(" "));

  /// Two words in a row.
  private static final Set<String> BOILERPLATE_PAIRS =
      Set.of(
          "author bio",
          "author box",
          "author info",
          "about author",
          "read more",
          "read next",
          "read also",
          "see also",
          "more stories",
          "more news",
          "more articles",
          "more from",
          "also like",
          "you may",
          "most read",
          "most popular",
          "sr only",
          "visually hidden",
          "screen reader",
          "assistive text",
          "author card",
          "author description",
          "user profile",
          "about me",
          "post ratings",
          "no print",
          "more answers",
          "support us",
          "support pay",
          "site header",
          "page header",
          "global header",
          "post navigation",
          "top bar",
          "side bar",
          "tag list",
          "tag cloud",
          "post tags",
          "entry meta",
          "post meta",
          "article meta",
          "article tags",
          "posted on",
          "back top",
          "to top",
          "sign up",
          "sign in",
          "log in",
          "in article",
          "ad container",
          "ad wrapper",
          "ad slot",
          "ad unit",
          "follow us",
          "mail list",
          "mailing list",
          "call action",
          "edit section",
          "latest news",
          "latest posts",
          "print only",
          "jump link");

  /// What the names of `element` say.
  static Hints of(Element element) {
    String itemprop = element.attr("itemprop");
    if (itemprop.contains("articleBody") || itemprop.equals("text")) {
      return CONTENT;
    }
    switch (element.attr("role")) {
      case "navigation",
          "banner",
          "contentinfo",
          "complementary",
          "search",
          "menu",
          "menubar",
          "toolbar",
          "dialog",
          "alertdialog",
          "note" -> {
        return BOILERPLATE;
      }
      case "main", "article" -> {
        return CONTENT;
      }
      default -> {}
    }
    if (element.normalName().equals("footer")) {
      return element.closest("blockquote") == null ? OUTSIDE : NONE;
    }
    String names = names(element);
    return names.isEmpty() ? NONE : ofWords(words(names));
  }

  private static String names(Element element) {
    String className = element.className();
    String id = element.id();
    if (className.isEmpty() && id.isEmpty()) {
      return "";
    }
    String both = className + "  " + id;
    return both.length() > 400 ? both.substring(0, 400) : both;
  }

  private static Hints ofWords(List<String> words) {
    boolean content = false;
    boolean doubtful = false;
    boolean boilerplate = false;
    boolean outside = false;
    boolean comments = false;
    String before = "";
    for (String word : words) {
      boilerplate |=
          BOILERPLATE_WORDS.contains(word) || BOILERPLATE_PAIRS.contains(before + " " + word);
      outside |= OUTSIDE_WORDS.contains(word);
      comments |= COMMENT_WORDS.contains(word);
      content |= CONTENT_WORDS.contains(word);
      doubtful |= DOUBTFUL_WORDS.contains(word);
      before = word;
    }
    if (outside) {
      return OUTSIDE;
    }
    if (comments) {
      return COMMENTS;
    }
    if (boilerplate) {
      return BOILERPLATE;
    }
    return doubtful ? DOUBTFUL : content ? CONTENT : NONE;
  }

  /// Lower-case words of class names: split at marks, digits and capital letters; an empty word
  /// stands between two names.
  static List<String> words(String names) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char before = ' ';
    for (int i = 0; i < names.length(); i++) {
      char c = names.charAt(i);
      boolean letter = Character.isLetter(c);
      boolean camel = letter && Character.isUpperCase(c) && Character.isLowerCase(before);
      if ((!letter || camel) && !word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
      if (c == ' ') {
        words.add("");
      }
      if (letter) {
        word.append(c);
      }
      before = c;
    }
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
