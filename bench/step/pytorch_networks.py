"""The encoders of bench:step in PyTorch: the same layers and sizes, in-place activations, no biases before a norm."""

import re

import torch
from torch import nn


def conv(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


class PreActivationBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.norm1, self.norm2 = nn.BatchNorm2d(inputs), nn.BatchNorm2d(outputs)
        self.conv1, self.conv2 = conv(inputs, outputs, 3, stride), conv(outputs, outputs, 3)
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else conv(inputs, outputs, 1, stride)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        hidden = self.conv1(self.relu(self.norm1(x)))
        return self.conv2(self.relu(self.norm2(hidden))) + self.shortcut(x)


def wide_resnet(depth, width):
    layers, inputs = [conv(3, 16, 3)], 16
    for stage in range(3):
        outputs = 16 * width * 2**stage
        for block in range((depth - 4) // 6):
            layers.append(PreActivationBlock(inputs, outputs, 2 if stage > 0 and block == 0 else 1))
            inputs = outputs
    layers += [nn.BatchNorm2d(inputs), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers), inputs


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        layers = [] if expansion == 1 else [conv(inputs, hidden, 1), nn.BatchNorm2d(hidden), nn.ReLU6(inplace=True)]
        layers += [conv(hidden, hidden, 3, stride, hidden), nn.BatchNorm2d(hidden), nn.ReLU6(inplace=True)]
        layers += [conv(hidden, outputs, 1), nn.BatchNorm2d(outputs)]
        self.body = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


class MobileNetTrunk(nn.Module):
    """MobileNetV2 (arXiv 1801.04381) up to its 96-channel stage."""

    def __init__(self):
        super().__init__()
        layers, inputs = [conv(3, 32, 3, 2), nn.BatchNorm2d(32), nn.ReLU6(inplace=True)], 32
        for expansion, outputs, count, stride in TRUNK_STAGES:
            for block in range(count):
                layers.append(InvertedResidual(inputs, outputs, stride if block == 0 else 1, expansion))
                inputs = outputs
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x).mean((2, 3))


TRUNK_STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1)]


class TransformerBlock(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.query_key_value, self.output = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.mlp = nn.Sequential(nn.Linear(size, 4 * size), nn.GELU(), nn.Linear(4 * size, size))

    def forward(self, x):
        images, tokens, size = x.shape
        shape = (images, tokens, 3, self.heads, size // self.heads)
        query, key, value = self.query_key_value(self.norm1(x)).view(shape).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query @ key.transpose(-2, -1) * (size // self.heads) ** -0.5, -1)
        x = x + self.output((weights @ value).transpose(1, 2).reshape(images, tokens, size))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    def __init__(self, image_size, patch, size, depth, heads):
        super().__init__()
        self.embed = nn.Conv2d(3, size, patch, patch)
        self.position = nn.Parameter(torch.randn(1, (image_size // patch) ** 2, size) * 0.02)
        self.blocks = nn.Sequential(*[TransformerBlock(size, heads) for _ in range(depth)], nn.LayerNorm(size))

    def forward(self, x):
        return self.blocks(self.embed(x).flatten(2).transpose(1, 2) + self.position).mean(1)


def make_encoder(name, image_size):
    """The encoder of this name and the size of its representations."""
    wide = re.fullmatch(r"wrn-(\d+)-(\d+)", name)
    if wide:
        return wide_resnet(*map(int, wide.groups()))
    if name == "mobilenet-v2":
        return MobileNetTrunk(), 96
    if name == "vit-tiny":
        return VisionTransformer(image_size, 4 if image_size <= 48 else 8, 192, 6, 3), 192
    raise SystemExit(f"no PyTorch counterpart of the encoder '{name}'")
