# The op pack: every heavy operation of the trainer, as serialized TorchScript.
#
# It has no state. Weights come in as arguments, so that autograd flows through each method and the
# weights stay with the caller. "settings" tensors are one-dimensional, 64-bit and on the processor:
# reading a number from them never waits for a GPU. Type codes: 3 int32, 4 int64, 6 float32,
# 11 bool, 15 bfloat16.
#
# Shapes: T tokens, document after document without padding, width d, h heads, feed-forward width f,
# vocabulary V, N positions.
class OpPack(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # The self test's function with a known gradient: the sum of cubes.
  def cubes(self: __torch__.OpPack, x: Tensor) -> Tensor:
    return torch.sum(torch.mul(torch.mul(x, x), x))

  # Cosines and sines of every token's rotation: [2, T, 1, d/2h].
  # positions: [T], each token's place in its document; settings: theta, d/h.
  def rope(self: __torch__.OpPack, positions: Tensor, settings: Tensor) -> Tensor:
    theta = float(settings[0])
    width = int(settings[1])
    exponent = torch.div(torch.arange(0, width, 2, dtype=6, device=positions.device), float(width))
    frequency = torch.reciprocal(torch.pow(theta, exponent))
    angles = torch.unsqueeze(torch.outer(torch.to(positions, 6), frequency), 1)
    return torch.stack([torch.cos(angles), torch.sin(angles)], 0)

  # What the tokens of each block may attend to in the block and "radius" tokens to both sides, added
  # to the attention scores: [n, 1, C, C + 2 radius], 0 or minus infinity. Tokens of the same
  # document, at most "radius" apart. A token may attend to itself, so that no row is empty; so may
  # what fills up the last block.
  # documents: [T], a number per document; settings: radius, C, type code.
  def block_mask(self: __torch__.OpPack, documents: Tensor, settings: Tensor) -> Tensor:
    radius = int(settings[0])
    block = int(settings[1])
    code = int(settings[2])
    t = documents.size(0)
    rest = torch.floordiv(t + block - 1, block) * block - t
    filled = torch.constant_pad_nd(documents, [0, rest], -1)
    around = torch.constant_pad_nd(filled, [radius, radius], -2)
    asking = torch.unsqueeze(filled.view([-1, block]), 2)
    asked = torch.unsqueeze(around.unfold(0, block + 2 * radius, block), 1)
    i = torch.unsqueeze(torch.arange(0, block, 1, dtype=4, device=documents.device), 1)
    j = torch.arange(-radius, block + radius, 1, dtype=4, device=documents.device)
    near = torch.le(torch.abs(torch.sub(i, torch.unsqueeze(j, 0))), radius)
    allowed = torch.logical_and(torch.eq(asking, asked), near)
    mask = torch.zeros(allowed.size(), dtype=code, device=documents.device)
    return torch.unsqueeze(torch.masked_fill(mask, torch.logical_not(allowed), -inf), 1)

  # Layer norm without bias, in float32.
  def norm(self: __torch__.OpPack, x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], weight, None, eps)

  # Rows of the table, normed: [T, d].
  # ids: [T]; table: [V, d]; settings: heads, eps, type code.
  def embed(self: __torch__.OpPack, ids: Tensor, table: Tensor, weight: Tensor,
      settings: Tensor) -> Tensor:
    return self.norm(torch.embedding(table, ids), weight, float(settings[1]))

  # Document after document: no mask at all. lengths: on the processor.
  def attend_documents(self: __torch__.OpPack, q: Tensor, k: Tensor, v: Tensor,
      lengths: Tensor) -> Tensor:
    sizes = annotate(List[int], [])
    for i in range(lengths.size(0)):
      _0 = torch.append(sizes, int(lengths[i]))
    qs = torch.split_with_sizes(q, sizes, 0)
    ks = torch.split_with_sizes(k, sizes, 0)
    vs = torch.split_with_sizes(v, sizes, 0)
    mixed = annotate(List[Tensor], [])
    for i in range(torch.len(sizes)):
      one = torch.scaled_dot_product_attention(
          torch.unsqueeze(torch.transpose(qs[i], 0, 1), 0),
          torch.unsqueeze(torch.transpose(ks[i], 0, 1), 0),
          torch.unsqueeze(torch.transpose(vs[i], 0, 1), 0))
      _1 = torch.append(mixed, torch.transpose(torch.squeeze(one, 0), 0, 1))
    return torch.cat(mixed, 0)

  # Block after block of all tokens, each with what lies "radius" to its sides.
  def attend_blocks(self: __torch__.OpPack, q: Tensor, k: Tensor, v: Tensor, mask: Tensor,
      radius: int) -> Tensor:
    n = mask.size(0)
    block = mask.size(2)
    t = q.size(0)
    heads = q.size(1)
    width = q.size(2)
    rest = n * block - t
    asking = torch.constant_pad_nd(q, [0, 0, 0, 0, 0, rest], 0).view([n, block, heads, width])
    kv = torch.constant_pad_nd(torch.stack([k, v], 1), [0, 0, 0, 0, 0, 0, radius, radius + rest], 0)
    shape = [n, block, 2, heads, width]
    before = torch.slice(torch.slice(kv, 0, 0, n * block).view(shape), 1, 0, radius)
    own = torch.slice(kv, 0, radius, radius + n * block).view(shape)
    after = torch.slice(kv, 0, 2 * radius, 2 * radius + n * block).view(shape)
    after = torch.slice(after, 1, block - radius, block)
    asked = torch.cat([before, own, after], 1)
    mixed = torch.scaled_dot_product_attention(
        torch.transpose(asking, 1, 2),
        torch.transpose(torch.select(asked, 2, 0), 1, 2),
        torch.transpose(torch.select(asked, 2, 1), 1, 2), mask)
    mixed = torch.reshape(torch.transpose(mixed, 1, 2), [n * block, heads, width])
    return torch.slice(mixed, 0, 0, t)

  # The variable-length kernel of a GPU, 16 bits only. borders: where documents begin, and T; int32.
  def attend_kernel(self: __torch__.OpPack, q: Tensor, k: Tensor, v: Tensor, borders: Tensor,
      radius: int, longest: int) -> Tensor:
    mixed, _0, _1, _2, _3 = torch._flash_attention_forward(q, k, v, borders, borders, longest,
        longest, 0., False, False, window_size_left=radius, window_size_right=radius)
    return mixed

  # Every token attends to the tokens of its document, [T, h, d/h].
  # plan: kind (0 documents, 1 blocks, 2 kernel), radius (-1: any distance), longest document.
  def mix(self: __torch__.OpPack, q: Tensor, k: Tensor, v: Tensor, layout: Tensor,
      plan: Tensor) -> Tensor:
    kind = int(plan[0])
    if kind == 0:
      mixed = self.attend_documents(q, k, v, layout)
    else:
      if kind == 1:
        mixed = self.attend_blocks(q, k, v, layout, int(plan[1]))
      else:
        mixed = self.attend_kernel(q, k, v, layout, int(plan[1]), int(plan[2]))
    return mixed

  # The same on queries, keys and values in 16 bits, for the self test.
  def mix_rounded(self: __torch__.OpPack, q: Tensor, k: Tensor, v: Tensor, layout: Tensor,
      plan: Tensor) -> Tensor:
    mixed = self.mix(torch.to(q, 15), torch.to(k, 15), torch.to(v, 15), layout, plan)
    return torch.to(mixed, 6)

  # Multi-head attention with rotary positions: [T, d].
  def attend(self: __torch__.OpPack, x: Tensor, wqkv: Tensor, wo: Tensor, rope: Tensor,
      layout: Tensor, plan: Tensor, settings: Tensor) -> Tensor:
    heads = int(settings[0])
    code = int(settings[2])
    t = x.size(0)
    d = x.size(1)
    width = torch.floordiv(d, heads)
    qkv = torch.linear(torch.to(x, code), torch.to(wqkv, code)).view([t, 3 * heads, width])
    qk, v = torch.split_with_sizes(qkv, [2 * heads, heads], 1)
    # Rotate queries and keys in float32; x1, x2 are the halves of a head.
    x1, x2 = torch.chunk(torch.to(qk, 6), 2, -1)
    cos = rope[0]
    sin = rope[1]
    turned = torch.cat([torch.addcmul(torch.mul(x1, cos), x2, sin, value=-1),
        torch.addcmul(torch.mul(x2, cos), x1, sin)], -1)
    q, k = torch.chunk(torch.to(turned, code), 2, 1)
    mixed = torch.reshape(self.mix(q, k, v, layout, plan), [t, d])
    return torch.linear(mixed, torch.to(wo, code))

  # Gated feed-forward: [T, d].
  def feed(self: __torch__.OpPack, x: Tensor, wi: Tensor, wo: Tensor, settings: Tensor) -> Tensor:
    code = int(settings[2])
    value, gate = torch.chunk(torch.linear(torch.to(x, code), torch.to(wi, code)), 2, -1)
    return torch.linear(torch.mul(torch.gelu(value), gate), torch.to(wo, code))

  # What follows the attention's norm in a layer. The residual stream x stays in float32.
  def after_norm(self: __torch__.OpPack, x: Tensor, normed: Tensor, wqkv: Tensor, wo: Tensor,
      mlp_norm: Tensor, wi: Tensor, mlp_wo: Tensor, rope: Tensor, layout: Tensor, plan: Tensor,
      settings: Tensor) -> Tensor:
    y = torch.add(x, self.attend(normed, wqkv, wo, rope, layout, plan, settings))
    z = self.norm(y, mlp_norm, float(settings[1]))
    return torch.add(y, self.feed(z, wi, mlp_wo, settings))

  # The first layer has no norm before its attention, the embedding being normed: [T, d].
  # wqkv: [3d, d]; wo: [d, d]; wi: [2f, d]; mlp_wo: [d, f]; rope as made above; layout and plan: who
  # attends to whom, see mix; settings: heads, eps, type code.
  def first_layer(self: __torch__.OpPack, x: Tensor, wqkv: Tensor, wo: Tensor, mlp_norm: Tensor,
      wi: Tensor, mlp_wo: Tensor, rope: Tensor, layout: Tensor, plan: Tensor,
      settings: Tensor) -> Tensor:
    return self.after_norm(x, x, wqkv, wo, mlp_norm, wi, mlp_wo, rope, layout, plan, settings)

  # Any later layer.
  def layer(self: __torch__.OpPack, x: Tensor, attn_norm: Tensor, wqkv: Tensor, wo: Tensor,
      mlp_norm: Tensor, wi: Tensor, mlp_wo: Tensor, rope: Tensor, layout: Tensor, plan: Tensor,
      settings: Tensor) -> Tensor:
    normed = self.norm(x, attn_norm, float(settings[1]))
    return self.after_norm(x, normed, wqkv, wo, mlp_norm, wi, mlp_wo, rope, layout, plan, settings)

  # Scores of every token id at the given positions: [N, V], float32.
  # x: [T, d]; positions: [N] into the tokens; dense: [d, d]; table: [V, d]; bias: [V].
  def logits(self: __torch__.OpPack, x: Tensor, positions: Tensor, final_norm: Tensor,
      dense: Tensor, head_norm: Tensor, table: Tensor, bias: Tensor, settings: Tensor) -> Tensor:
    eps = float(settings[1])
    code = int(settings[2])
    rows = torch.index_select(x, 0, positions)
    rows = self.norm(rows, final_norm, eps)
    hidden = torch.gelu(torch.linear(torch.to(rows, code), torch.to(dense, code)))
    hidden = self.norm(torch.to(hidden, 6), head_norm, eps)
    scores = torch.linear(torch.to(hidden, code), torch.to(table, code), torch.to(bias, code))
    return torch.to(scores, 6)

  # Natural logarithms of the probabilities: [N, V].
  def log_probabilities(self: __torch__.OpPack, scores: Tensor) -> Tensor:
    return torch.log_softmax(scores, -1)

  # Sum of weight times negative log-likelihood of the targets [N], nats, divided by a number.
  # weights: [N]; settings: the number.
  def loss(self: __torch__.OpPack, scores: Tensor, targets: Tensor, weights: Tensor,
      settings: Tensor) -> Tensor:
    each = torch.cross_entropy_loss(scores, targets, None, 0)
    return torch.div(torch.sum(torch.mul(each, weights)), float(settings[0]))

  # Sum of weight times negative log-likelihood, and number of targets that score highest: [2],
  # float64.
  def tally(self: __torch__.OpPack, scores: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    each = torch.mul(torch.cross_entropy_loss(scores, targets, None, 0), weights)
    hits = torch.eq(torch.argmax(scores, -1), targets)
    return torch.stack([torch.sum(torch.to(each, 7)), torch.to(torch.sum(hits), 7)], 0)

  # Scales all gradients in place so that their global norm is at most the limit (no limit if 0);
  # gives the norm before that. settings: limit.
  def clip(self: __torch__.OpPack, gradients: List[Tensor], settings: Tensor) -> Tensor:
    limit = float(settings[0])
    norms = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      _0 = torch.append(norms, torch.norm(gradients[i]))
    total = torch.norm(torch.stack(norms, 0))
    if limit > 0.:
      scale = torch.clamp(torch.mul(torch.reciprocal(torch.add(total, 1e-6)), limit), None, 1.)
      for i in range(torch.len(gradients)):
        _1 = torch.mul_(gradients[i], scale)
    else:
      pass
    return total

  # A sum of nothing that depends on all weights: its gradient is zero everywhere.
  def nothing(self: __torch__.OpPack, weights: List[Tensor]) -> Tensor:
    sums = annotate(List[Tensor], [])
    for i in range(torch.len(weights)):
      _0 = torch.append(sums, torch.sum(torch.mul(weights[i], 0.)))
    return torch.sum(torch.stack(sums, 0))

  # Copies values in place.
  def copy(self: __torch__.OpPack, targets: List[Tensor], sources: List[Tensor]) -> Tensor:
    for i in range(torch.len(targets)):
      _0 = torch.copy_(targets[i], sources[i])
    return targets[0]

  # Cuts arrays off from what they were computed from and frees their memory.
  def release(self: __torch__.OpPack, arrays: List[Tensor]) -> Tensor:
    for i in range(torch.len(arrays)):
      _0 = torch.set_(torch.detach_(arrays[i]))
    return torch.zeros([1])

  # Zeroes the gradients.
  def forget(self: __torch__.OpPack, gradients: List[Tensor]) -> Tensor:
    for i in range(torch.len(gradients)):
      _0 = torch.zero_(gradients[i])
    return gradients[0]

  # One step of AdamW with decoupled weight decay, in place; then the gradients are zeroed.
  # steps: a counter per weight, float32, raised here; settings: rate, beta1, beta2, eps, decay.
  def fused_adamw(self: __torch__.OpPack, weights: List[Tensor], gradients: List[Tensor],
      means: List[Tensor], squares: List[Tensor], steps: List[Tensor], settings: Tensor) -> Tensor:
    for i in range(torch.len(steps)):
      _0 = torch.add_(steps[i], 1)
    torch._fused_adamw_(weights, gradients, means, squares, annotate(List[Tensor], []), steps,
        lr=float(settings[0]), beta1=float(settings[1]), beta2=float(settings[2]),
        weight_decay=float(settings[4]), eps=float(settings[3]), amsgrad=False, maximize=False)
    for i in range(torch.len(gradients)):
      _1 = torch.zero_(gradients[i])
    return steps[0]

  # The same without the fused kernel, for devices that lack it.
  def plain_adamw(self: __torch__.OpPack, weights: List[Tensor], gradients: List[Tensor],
      means: List[Tensor], squares: List[Tensor], steps: List[Tensor], settings: Tensor) -> Tensor:
    rate = float(settings[0])
    beta1 = float(settings[1])
    beta2 = float(settings[2])
    for i in range(torch.len(weights)):
      step = torch.add_(steps[i], 1)
      bias1 = torch.rsub(torch.pow(beta1, step), 1.)
      bias2 = torch.rsub(torch.pow(beta2, step), 1.)
      _0 = torch.mul_(weights[i], 1. - rate * float(settings[4]))
      mean = torch.lerp_(means[i], gradients[i], 1. - beta1)
      square = torch.addcmul_(torch.mul_(squares[i], beta2), gradients[i], gradients[i],
          value=1. - beta2)
      divisor = torch.add(torch.div(torch.sqrt(square), torch.sqrt(bias2)), float(settings[3]))
      _1 = torch.sub_(weights[i], torch.mul(torch.div(torch.div(mean, bias1), divisor), rate))
      _2 = torch.zero_(gradients[i])
    return steps[0]

  # One step of StableAdamW: AdamW, but a weight's rate is divided by the root mean square of its
  # gradient over the square root of its second moment, where that is above 1.
  def stable_adamw(self: __torch__.OpPack, weights: List[Tensor], gradients: List[Tensor],
      means: List[Tensor], squares: List[Tensor], steps: List[Tensor], settings: Tensor) -> Tensor:
    rate = float(settings[0])
    beta1 = float(settings[1])
    beta2 = float(settings[2])
    eps = float(settings[3])
    for i in range(torch.len(weights)):
      step = torch.add_(steps[i], 1)
      bias1 = torch.rsub(torch.pow(beta1, step), 1.)
      bias2 = torch.rsub(torch.pow(beta2, step), 1.)
      mean = torch.lerp_(means[i], gradients[i], 1. - beta1)
      square = torch.addcmul_(torch.mul_(squares[i], beta2), gradients[i], gradients[i],
          value=1. - beta2)
      level = torch.div(square, bias2)
      ratio = torch.div(torch.mul(gradients[i], gradients[i]), torch.clamp_min(level, eps * eps))
      own = torch.reciprocal(torch.clamp_min(torch.sqrt(torch.mean(ratio)), 1.))
      own = torch.mul(own, rate)
      _0 = torch.mul_(weights[i], torch.rsub(torch.mul(own, float(settings[4])), 1.))
      divisor = torch.add_(torch.sqrt_(level), eps)
      _1 = torch.addcdiv_(weights[i], torch.mul(mean, torch.neg(torch.div(own, bias1))), divisor)
      _2 = torch.zero_(gradients[i])
    return steps[0]
