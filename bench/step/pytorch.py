"""The PAWS step of bench:step in PyTorch, for comparison.

Reads `step` or `peak` from standard input, line by line, and answers with milliseconds or megabytes.
PyTorch needs a fast BLAS: with Debian's reference libblas its linear layers take a hundred times longer
(install libopenblas0-pthread).
"""

import json
import resource
import sys
import time

import torch
import torch.nn.functional as F

from pytorch_networks import make_encoder

EMBEDDING_SIZE = 128
TEMPERATURE = 0.1
SHARPENING = 0.25
LEARNING_RATE = 0.01
AVERAGE_DECAY = 0.98


def projection_head(size):
    layers = []
    for inputs in (size, EMBEDDING_SIZE):
        layers += [
            torch.nn.Linear(inputs, EMBEDDING_SIZE, bias=False),
            torch.nn.BatchNorm1d(EMBEDDING_SIZE),
            torch.nn.ReLU(inplace=True),
        ]
    return torch.nn.Sequential(*layers, torch.nn.Linear(EMBEDDING_SIZE, EMBEDDING_SIZE))


def sharpen(probabilities):
    powered = probabilities ** (1 / SHARPENING)
    return powered / powered.sum(1, keepdim=True)


def paws_loss(embeddings, labels, support_rows):
    unit = F.normalize(embeddings)
    support, views = unit[:support_rows], unit[support_rows:]
    probabilities = torch.softmax(views @ support.T / TEMPERATURE, 1) @ labels
    with torch.no_grad():
        first, second = probabilities.chunk(2)
        targets = sharpen(torch.cat([second, first]))
        targets[targets < 1e-4] = 0
    cross_entropy = -(targets * torch.log(probabilities)).sum(1).mean()
    mean = sharpen(probabilities).mean(0)
    return cross_entropy + (mean * torch.log(mean)).sum()


class Step:
    def __init__(self, choice):
        torch.manual_seed(0)
        classes = choice["classCount"]
        self.support_rows = 2 * classes * choice["supportPerClass"]
        rows = self.support_rows + 2 * choice["unlabeledCount"]
        size = choice["imageSizePx"]
        self.encoder, width = make_encoder(choice["encoder"], size)
        self.projection = projection_head(width)
        self.classifier = torch.nn.Linear(width, classes)
        parts = (self.encoder, self.projection, self.classifier)
        self.parameters = [parameter for part in parts for parameter in part.parameters()]
        self.averages = [parameter.detach().clone() for parameter in self.parameters]
        self.optimizer = torch.optim.SGD(
            self.parameters, LEARNING_RATE, momentum=0.9, weight_decay=5e-4, nesterov=True
        )
        self.views = torch.rand(rows, 3, size, size)
        self.labels = F.one_hot(torch.arange(self.support_rows) % classes, classes).float()

    def run(self):
        representations = self.encoder(self.views)
        embeddings = self.projection(representations)
        logits = self.classifier(representations[: self.support_rows])
        supervised = -(self.labels * torch.log_softmax(logits, 1)).sum(1).mean()
        loss = paws_loss(embeddings, self.labels, self.support_rows) + supervised
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_mul_(self.averages, AVERAGE_DECAY)
            torch._foreach_add_(self.averages, [p.detach() for p in self.parameters], alpha=1 - AVERAGE_DECAY)
        return loss.item()


def main():
    choice = json.loads(sys.argv[1])
    torch.set_num_threads(choice["threads"])
    step = Step(choice)
    for line in sys.stdin:
        if line.strip() == "peak":
            answer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        else:
            start = time.perf_counter()
            step.run()
            answer = (time.perf_counter() - start) * 1000
        print(answer, flush=True)


main()
