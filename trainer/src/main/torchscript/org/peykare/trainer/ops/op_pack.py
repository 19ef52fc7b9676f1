# The op pack: every heavy operation of the trainer, as serialized TorchScript.
#
# It has no state. Weights come in as arguments, so that autograd flows through each method and the
# weights stay with the caller. "settings" tensors are one-dimensional, 64-bit and on the processor:
# reading a number from them never waits for a GPU. Type codes: 3 int32, 4 int64, 6 float32,
# 11 bool, 15 bfloat16.
#
# Shapes: B sequences of S tokens, width d, h heads, feed-forward width f, vocabulary V, N positions.
class OpPack(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # The self test's function with a known gradient: the sum of cubes.
  def cubes(self: __torch__.OpPack, x: Tensor) -> Tensor:
    return torch.sum(torch.mul(torch.mul(x, x), x))

  # Rotation angles of every position: [2, S, d/h], cosines then sines.
  # settings: sequence length, theta, d/h. "like" gives the device.
  def rope(self: __torch__.OpPack, settings: Tensor, like: Tensor) -> Tensor:
    length = int(settings[0])
    theta = float(settings[1])
    width = int(settings[2])
    exponent = torch.div(torch.arange(0, width, 2, dtype=6, device=like.device), float(width))
    frequency = torch.reciprocal(torch.pow(theta, exponent))
    position = torch.arange(0, length, 1, dtype=6, device=like.device)
    angle = torch.outer(position, frequency)
    angles = torch.cat([angle, angle], -1)
    return torch.stack([torch.cos(angles), torch.sin(angles)], 0)

  # What each token may attend to, added to the attention scores: [B, 1, S, S], 0 or minus infinity.
  # Only tokens with the same document number, and at most "radius" apart (any distance if < 0).
  # A token may always attend to itself, so no row is empty.
  # documents: [B, S]; settings: radius, type code.
  def attention_mask(self: __torch__.OpPack, documents: Tensor, settings: Tensor) -> Tensor:
    radius = int(settings[0])
    code = int(settings[1])
    allowed = torch.eq(torch.unsqueeze(documents, 2), torch.unsqueeze(documents, 1))
    if radius >= 0:
      position = torch.arange(0, documents.size(1), 1, dtype=4, device=documents.device)
      distance = torch.abs(torch.sub(torch.unsqueeze(position, 0), torch.unsqueeze(position, 1)))
      allowed = torch.logical_and(allowed, torch.le(distance, radius))
    else:
      pass
    mask = torch.zeros(allowed.size(), dtype=code, device=documents.device)
    mask = torch.masked_fill(mask, torch.logical_not(allowed), -inf)
    return torch.unsqueeze(mask, 1)

  # Layer norm without bias, in float32.
  def norm(self: __torch__.OpPack, x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], weight, None, eps)

  # Rows of the table, normed: [B, S, d].
  # ids: [B, S]; table: [V, d]; settings: heads, eps, type code.
  def embed(self: __torch__.OpPack, ids: Tensor, table: Tensor, weight: Tensor,
      settings: Tensor) -> Tensor:
    return self.norm(torch.embedding(table, ids), weight, float(settings[1]))

  # Multi-head attention with rotary positions: [B, S, d].
  def attend(self: __torch__.OpPack, x: Tensor, wqkv: Tensor, wo: Tensor, rope: Tensor,
      mask: Tensor, settings: Tensor) -> Tensor:
    heads = int(settings[0])
    code = int(settings[2])
    b = x.size(0)
    s = x.size(1)
    d = x.size(2)
    width = torch.floordiv(d, heads)
    qkv = torch.linear(torch.to(x, code), torch.to(wqkv, code)).view([b, s, 3, heads, width])
    # Rotate queries and keys in float32; x1, x2 are the halves of a head.
    qk = torch.to(torch.slice(qkv, 2, 0, 2), 6)
    x1, x2 = torch.chunk(qk, 2, -1)
    turned = torch.cat([torch.neg(x2), x1], -1)
    cos = rope[0].view([1, s, 1, 1, width])
    sin = rope[1].view([1, s, 1, 1, width])
    rotated = torch.to(torch.add(torch.mul(qk, cos), torch.mul(turned, sin)), code)
    q = torch.transpose(torch.select(rotated, 2, 0), 1, 2)
    k = torch.transpose(torch.select(rotated, 2, 1), 1, 2)
    v = torch.transpose(torch.select(qkv, 2, 2), 1, 2)
    mixed = torch.scaled_dot_product_attention(q, k, v, mask)
    mixed = torch.reshape(torch.transpose(mixed, 1, 2), [b, s, d])
    return torch.linear(mixed, torch.to(wo, code))

  # Gated feed-forward: [B, S, d].
  def feed(self: __torch__.OpPack, x: Tensor, wi: Tensor, wo: Tensor, settings: Tensor) -> Tensor:
    code = int(settings[2])
    value, gate = torch.chunk(torch.linear(torch.to(x, code), torch.to(wi, code)), 2, -1)
    return torch.linear(torch.mul(torch.gelu(value), gate), torch.to(wo, code))

  # What follows the attention's norm in a layer. The residual stream x stays in float32.
  def after_norm(self: __torch__.OpPack, x: Tensor, normed: Tensor, wqkv: Tensor, wo: Tensor,
      mlp_norm: Tensor, wi: Tensor, mlp_wo: Tensor, rope: Tensor, mask: Tensor,
      settings: Tensor) -> Tensor:
    y = torch.add(x, self.attend(normed, wqkv, wo, rope, mask, settings))
    z = self.norm(y, mlp_norm, float(settings[1]))
    return torch.add(y, self.feed(z, wi, mlp_wo, settings))

  # The first layer has no norm before its attention, the embedding being normed: [B, S, d].
  # wqkv: [3d, d]; wo: [d, d]; wi: [2f, d]; mlp_wo: [d, f]; rope: [2, S, d/h]; mask: [B, 1, S, S];
  # settings: heads, eps, type code.
  def first_layer(self: __torch__.OpPack, x: Tensor, wqkv: Tensor, wo: Tensor, mlp_norm: Tensor,
      wi: Tensor, mlp_wo: Tensor, rope: Tensor, mask: Tensor, settings: Tensor) -> Tensor:
    return self.after_norm(x, x, wqkv, wo, mlp_norm, wi, mlp_wo, rope, mask, settings)

  # Any later layer.
  def layer(self: __torch__.OpPack, x: Tensor, attn_norm: Tensor, wqkv: Tensor, wo: Tensor,
      mlp_norm: Tensor, wi: Tensor, mlp_wo: Tensor, rope: Tensor, mask: Tensor,
      settings: Tensor) -> Tensor:
    normed = self.norm(x, attn_norm, float(settings[1]))
    return self.after_norm(x, normed, wqkv, wo, mlp_norm, wi, mlp_wo, rope, mask, settings)

  # Scores of every token id at the given positions: [N, V], float32.
  # x: [B, S, d]; positions: [N] into the B*S tokens; dense: [d, d]; table: [V, d]; bias: [V].
  def logits(self: __torch__.OpPack, x: Tensor, positions: Tensor, final_norm: Tensor,
      dense: Tensor, head_norm: Tensor, table: Tensor, bias: Tensor, settings: Tensor) -> Tensor:
    eps = float(settings[1])
    code = int(settings[2])
    rows = torch.index_select(x.view([-1, x.size(2)]), 0, positions)
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
