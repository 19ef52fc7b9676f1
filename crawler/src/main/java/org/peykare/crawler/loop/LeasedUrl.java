package org.peykare.crawler.loop;

import edu.uci.ics.crawler4j.url.TLDList;
import edu.uci.ics.crawler4j.url.WebURL;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.discover.Found;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.frontier.Lease;
import org.peykare.crawler.robots.RobotsPolicy;

/// A lease as crawler4j's `WebURL`, which it carries through its loop, with what becomes of it
/// there.
final class LeasedUrl implements WebURL {
  private static final long serialVersionUID = 1L;

  private final transient Lease lease;
  private final transient Map<String, String> attributes = new HashMap<>();
  private final transient AtomicBoolean closed = new AtomicBoolean();
  private transient @Nullable Fetch fetch;
  private transient Found found = Found.NOTHING;
  private transient @Nullable RobotsPolicy policy;
  private String url;
  private String anchor = "";
  private String tag = "";
  private String parentUrl = "";
  private int docid;
  private int parentDocid;
  private byte priority;
  private short depth;

  LeasedUrl(Lease lease) {
    this.lease = lease;
    this.url = lease.url().url().toString();
    this.depth = (short) lease.url().depth();
  }

  Lease lease() {
    return lease;
  }

  @Nullable Fetch fetch() {
    return fetch;
  }

  void ended(Fetch how) {
    fetch = how;
  }

  /// Ends the lease; false where it had ended before.
  boolean close() {
    return !closed.getAndSet(true);
  }

  boolean isClosed() {
    return closed.get();
  }

  Optional<RobotsPolicy> policy() {
    return Optional.ofNullable(policy);
  }

  void isUnder(RobotsPolicy robots) {
    policy = robots;
  }

  Found found() {
    return found;
  }

  void found(Found what) {
    found = what;
  }

  @Override
  public void setTldList(TLDList tldList) {
    // Domains are told by Scope.
  }

  @Override
  public int getDocid() {
    return docid;
  }

  @Override
  public void setDocid(int docid) {
    this.docid = docid;
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public void setURL(String url) {
    this.url = url;
  }

  @Override
  public int getParentDocid() {
    return parentDocid;
  }

  @Override
  public void setParentDocid(int parentDocid) {
    this.parentDocid = parentDocid;
  }

  @Override
  public String getParentUrl() {
    return parentUrl;
  }

  @Override
  public void setParentUrl(String parentUrl) {
    this.parentUrl = parentUrl;
  }

  @Override
  public short getDepth() {
    return depth;
  }

  @Override
  public void setDepth(short depth) {
    this.depth = depth;
  }

  @Override
  public String getDomain() {
    return lease.url().url().host();
  }

  @Override
  public String getSubDomain() {
    return "";
  }

  @Override
  public String getPath() {
    return lease.url().url().path();
  }

  @Override
  public void setPath(String path) {
    throw new UnsupportedOperationException("The path of a leased URL is fixed");
  }

  @Override
  public String getAnchor() {
    return anchor;
  }

  @Override
  public void setAnchor(String anchor) {
    this.anchor = anchor;
  }

  @Override
  public byte getPriority() {
    return priority;
  }

  @Override
  public void setPriority(byte priority) {
    this.priority = priority;
  }

  @Override
  public String getTag() {
    return tag;
  }

  @Override
  public void setTag(String tag) {
    this.tag = tag;
  }

  @Override
  public Map<String, String> getAttributes() {
    return attributes;
  }

  @Override
  public void setAttributes(Map<String, String> attributes) {
    this.attributes.putAll(attributes);
  }

  @Override
  public String getAttribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return url;
  }
}
