# Makes small tokenizers of many kinds and what the reference library does with some texts.
import json, os, random, sys
from tokenizers import Tokenizer, AddedToken, Regex, models, trainers, normalizers as N, pre_tokenizers as P, decoders as D, processors as R
src, out = sys.argv[1], sys.argv[2]
lines = open(src, encoding='utf-8').read().split('\n')
os.makedirs(out, exist_ok=True)
S = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
TEXTS = ["", " ", "a", "سلام دنیا", "می‌شود  گُلِ  كتاب", "Hello, world!", " don't  stop ", "We'll re-do it: 3,141.59 × ۱۲۳۴۵", "\n\nline\r\nline\t tab\n",
  "[CLS] x [MASK] y [MASK]z [UNK]", "é e\u0301 \u1e9b\u0323 ﬁ ½ ㎏ Å", "日本語テキスト 漢字", "👩‍👩‍👧 ok 🏳️‍🌈", "\u0000\u0007x\u200b\u200cy\u200dz\ufeff", "A" * 130 + " b",
  "x▁y ▁ z", "naïve CAFÉ İstanbul ΣΑΣ", "a<tok>b <TOK> <tok>", "...!!!???", "\u00a0nbsp\u2003em\u3000id", "https://example.org/a?b=c&d=%20", "foo_bar fooBar FOO", "ي ى ك ۀ ـــ ة", "𝔘𝔫𝔦 𐍈 \U0001F1EE\U0001F1F7", "  leading and trailing  ", "'s 't 're i'm I'LL 'S", "12 345 6789 1234567", "tokenization unbelievable پیش‌بینی‌ناپذیر"]
rnd = random.Random(5)
pool = "aeiou bcdst سلامکتابن‌ِ 0123۴۵ .,!?'-_/\n\t éßİ漢字👍\u200c\u0301▁"
for _ in range(60): TEXTS.append(''.join(rnd.choice(pool) for _ in range(rnd.randrange(1, 40))))
TEXTS += [rnd.choice(lines) for _ in range(20)]
PAIRS = [(rnd.choice(TEXTS), rnd.choice(TEXTS)) for _ in range(25)]
def enc(e): return dict(ids=e.ids, offsets=[list(o) for o in e.offsets], words=e.word_ids, types=e.type_ids, special=e.special_tokens_mask, attention=e.attention_mask)
def save(name, t):
    t.save(f'{out}/{name}.tokenizer.json')
    j = json.load(open(f'{out}/{name}.tokenizer.json'))
    json.dump(j, open(f'{out}/{name}.tokenizer.json', 'w'), ensure_ascii=False)
    with open(f'{out}/{name}.cases.jsonl', 'w') as f:
        for x in TEXTS:
            try:
                e = t.encode(x, add_special_tokens=False); s = t.encode(x)
                f.write(json.dumps(dict(text=x, plain=enc(e), full=enc(s), overflow=[o.ids for o in s.overflowing], overflow_types=[o.type_ids for o in s.overflowing], dec=t.decode(e.ids, skip_special_tokens=False), dec_skip=t.decode(s.ids)), ensure_ascii=False) + '\n')
            except Exception as ex: print(name, repr(x), ex)
        for a, b in PAIRS:
            try:
                s = t.encode(a, b)
                f.write(json.dumps(dict(text=a, pair=b, full=enc(s), overflow=[o.ids for o in s.overflowing], overflow_types=[o.type_ids for o in s.overflowing]), ensure_ascii=False) + '\n')
            except Exception as ex: print(name, repr(a), repr(b), ex); f.write(json.dumps(dict(text=a, pair=b, error=str(ex)), ensure_ascii=False) + '\n')
def train(model, trainer, **parts):
    t = Tokenizer(model)
    for k, v in parts.items(): setattr(t, k, v)
    t.train_from_iterator(lines, trainer)
    return t
q = dict(show_progress=False)
bl = P.ByteLevel.alphabet()
t = train(models.BPE(), trainers.BpeTrainer(vocab_size=360, special_tokens=['<s>', '</s>', '<unk>', '<mask>'], initial_alphabet=bl, **q), pre_tokenizer=P.ByteLevel(add_prefix_space=True), decoder=D.ByteLevel())
t.post_processor = R.RobertaProcessing(('</s>', 1), ('<s>', 0), trim_offsets=True, add_prefix_space=True)
t.add_tokens([AddedToken('<tok>', lstrip=True, rstrip=True)]); save('roberta', t)
GPT4 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
t = train(models.BPE(ignore_merges=True), trainers.BpeTrainer(vocab_size=380, special_tokens=['<|begin|>', '<|end|>'], initial_alphabet=bl, **q), pre_tokenizer=P.Sequence([P.Split(Regex(GPT4), 'isolated'), P.ByteLevel(add_prefix_space=False, use_regex=False)]), decoder=D.ByteLevel())
t.post_processor = R.Sequence([R.ByteLevel(trim_offsets=True, add_prefix_space=False), R.TemplateProcessing(single='<|begin|> $A', pair='<|begin|> $A <|begin|> $B:1', special_tokens=[('<|begin|>', 0)])])
t.enable_truncation(12, stride=3); t.enable_padding(pad_id=1, pad_token='<|end|>', length=10, direction='left'); save('gpt4', t)
t = train(models.Unigram(), trainers.UnigramTrainer(vocab_size=300, special_tokens=['<unk>', '<s>', '</s>'], unk_token='<unk>', **q), normalizer=N.Sequence([N.Nmt(), N.NFKC(), N.Replace(Regex(' {2,}'), ' ')]), pre_tokenizer=P.Metaspace(), decoder=D.Metaspace())
t.post_processor = R.TemplateProcessing(single='$A </s>', pair='$A </s> $B:1 </s>:1', special_tokens=[('</s>', 2)]); t.add_special_tokens([AddedToken('[MASK]', lstrip=True)]); save('unigram', t)
v = [['<unk>', 0.0]] + [[f'<0x{b:02X}>', -20.0] for b in range(256)]
u = json.loads(t.to_str())['model']['vocab']
v += [x for x in u[3:200]]
t = Tokenizer(models.Unigram(vocab=[tuple(x) for x in v], unk_id=0, byte_fallback=True)); t.normalizer = N.Sequence([N.NFKD(), N.StripAccents(), N.Lowercase(), N.Strip()]); t.pre_tokenizer = P.Metaspace(prepend_scheme='first', split=False); t.decoder = D.Sequence([D.Replace('▁', ' '), D.ByteFallback(), D.Fuse(), D.Strip(' ', 1, 0)]); t.add_tokens(['<tok>']); save('unigram_bytes', t)
t = train(models.BPE(), trainers.BpeTrainer(vocab_size=330, special_tokens=['<unk>', '<s>', '</s>'] + [f'<0x{b:02X}>' for b in range(256)], limit_alphabet=40, **q), normalizer=N.Sequence([N.Prepend('▁'), N.Replace(' ', '▁')]))
m = json.loads(t.to_str()); m['model'].update(byte_fallback=True, fuse_unk=True, unk_token='<unk>'); t = Tokenizer.from_str(json.dumps(m)); t.decoder = D.Sequence([D.Replace('▁', ' '), D.ByteFallback(), D.Fuse(), D.Strip(' ', 1, 0)]); t.post_processor = R.TemplateProcessing(single='<s> $A', pair='<s> $A <s> $B:1', special_tokens=[('<s>', 1)]); save('llama', t)
t = train(models.WordPiece(unk_token='[UNK]'), trainers.WordPieceTrainer(vocab_size=300, special_tokens=S, **q), normalizer=N.BertNormalizer(lowercase=False, strip_accents=True), pre_tokenizer=P.BertPreTokenizer(), decoder=D.WordPiece(cleanup=False))
t.post_processor = R.BertProcessing(('[SEP]', 3), ('[CLS]', 2)); t.enable_truncation(9, stride=2, strategy='only_first', direction='left'); t.enable_padding(pad_to_multiple_of=4, pad_id=0, pad_token='[PAD]'); save('bert', t)
t = train(models.WordPiece(unk_token='[UNK]', max_input_chars_per_word=12), trainers.WordPieceTrainer(vocab_size=280, special_tokens=S, continuing_subword_prefix='@@', **q), normalizer=N.Sequence([N.NFD(), N.Lowercase(), N.StripAccents()]), pre_tokenizer=P.Sequence([P.Whitespace(), P.Punctuation('merged_with_previous'), P.Digits(True)]), decoder=D.WordPiece(prefix='@@'))
m = json.loads(t.to_str()); m['model']['continuing_subword_prefix']='@@'; t = Tokenizer.from_str(json.dumps(m)); save('wordpiece_sequence', t)
t = train(models.BPE(unk_token='[UNK]'), trainers.BpeTrainer(vocab_size=300, special_tokens=S, end_of_word_suffix='</w>', limit_alphabet=60, **q), normalizer=N.Lowercase(), pre_tokenizer=P.Sequence([P.WhitespaceSplit(), P.Split(Regex(r'[.,!?\d]+'), 'merged_with_next'), P.Split('-', 'contiguous')]), decoder=D.BPEDecoder())
m = json.loads(t.to_str()); m['model']['end_of_word_suffix']='</w>'; t = Tokenizer.from_str(json.dumps(m)); save('bpe_suffix', t)
t = train(models.BPE(unk_token='[UNK]', fuse_unk=True), trainers.BpeTrainer(vocab_size=300, special_tokens=S, limit_alphabet=30, **q), normalizer=N.Sequence([N.NFKC(), N.Replace('ي', 'ی'), N.Replace(Regex('[\u064b-\u0652]'), '')]), pre_tokenizer=P.Sequence([P.Split(Regex(r'\w+|[^\w\s]+'), 'removed', invert=True), P.Digits(False), P.CharDelimiterSplit('_')]), decoder=D.CTC())
t.add_tokens([AddedToken('foo', single_word=True), AddedToken('café', normalized=True)]); save('bpe_words', t)
t = train(models.BPE(), trainers.BpeTrainer(vocab_size=300, special_tokens=S, limit_alphabet=50, **q), normalizer=N.ByteLevel()) ; t.decoder=D.ByteLevel(); save('bytes_normalizer', t)
t = train(models.BPE(unk_token='[UNK]'), trainers.BpeTrainer(vocab_size=300, special_tokens=S, limit_alphabet=60, **q), normalizer=N.Sequence([N.Replace(Regex(r'^.|.$'), '_'), N.NFD(), N.Lowercase()]), pre_tokenizer=P.Split(Regex(r'[^\w\s]+|\w'), 'merged_with_previous'), decoder=D.Fuse())
t.add_tokens([AddedToken('CAFÉ', normalized=True), AddedToken('Å', normalized=True, single_word=True)]); t.add_special_tokens([AddedToken('ΣΑΣ', normalized=True)]); t.post_processor = R.ByteLevel(trim_offsets=True, add_prefix_space=False); t.add_special_tokens([AddedToken('[MASK]', lstrip=True)]); save('lines', t)
t = train(models.WordPiece(unk_token='[UNK]'), trainers.WordPieceTrainer(vocab_size=260, special_tokens=S, **q), normalizer=N.BertNormalizer(), pre_tokenizer=P.BertPreTokenizer(), decoder=D.WordPiece())
t.post_processor = R.TemplateProcessing(single='[CLS]:1 $A:2 [SEP]', pair='$B:3 [SEP]:1 $A:2 [CLS]', special_tokens=[('[CLS]', 2), ('[SEP]', 3)]); t.enable_truncation(7, stride=1); t.enable_padding(pad_id=0, pad_token='[PAD]', pad_to_multiple_of=3); save('template', t)
