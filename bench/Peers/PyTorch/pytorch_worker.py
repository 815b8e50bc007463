"""Times PyTorch for the bench, which talks to it by lines of JSON on standard input and output.

{"op": "BN", "pass": "train", "sizes": [1, 64, 56, 56], "last": false, "groups": 1, "epsilon": 1e-5, "threads": 1,
 "input": PATH, "gradient": PATH, "gamma": PATH, "beta": PATH, "mean": PATH, "variance": PATH}
    gets ready for a row; sizes are samples, channels, space (or rows, features), files hold raw floats in the row's layout.
    Answer: "ready", or why not.
{"calls": 10}     makes that many calls. Answer: nanoseconds.
{"result": PATH}  writes the tensor of the last call, in the row's layout. Answer: "ready".
{"leave": true}   forgets the row. Answer: "ready".
"""
import json
import sys
import time

import numpy
import torch

aten = torch.ops.aten


def load(path, sizes, channels_last):
    """A tensor of the values in a file, which hold them in the layout that is asked for."""
    values = torch.from_numpy(numpy.fromfile(path, dtype=numpy.float32))
    if not channels_last or len(sizes) != 4:
        return values.reshape(sizes)
    samples, channels, height, width = sizes
    return values.reshape(samples, height, width, channels).permute(0, 3, 1, 2)


def store(tensor, path, channels_last):
    if channels_last and tensor.dim() == 4:
        tensor = tensor.permute(0, 2, 3, 1)
    tensor.contiguous().numpy().tofile(path)


def batch_norm(row, x, dy, gamma, beta, mean, variance):
    epsilon = row["epsilon"]
    if row["pass"] == "infer":
        return lambda: torch.batch_norm(x, gamma, beta, mean, variance, False, 0.1, epsilon, False)

    def forward():
        return torch.native_batch_norm(x, gamma, beta, mean, variance, True, 0.1, epsilon)

    if row["pass"] == "train":
        return lambda: forward()[0]
    _, saved_mean, saved_rstd = forward()
    backward = aten.native_batch_norm_backward.default
    every = [True, True, True]
    return lambda: backward(dy, x, gamma, mean, variance, saved_mean, saved_rstd, True, epsilon, every)[0]


def group_norm(row, x, dy, gamma, beta, *_):
    groups, epsilon = row["groups"], row["epsilon"]
    if row["pass"] == "bwd" and row["last"]:
        # The function below takes channels-last tensors for what they are not; PyTorch's own gradients copy them first.
        def function(x, gamma, beta):
            return torch.group_norm(x, groups, gamma, beta, epsilon, False)

        return automatic(row, x, dy, (gamma, beta), function)

    samples, channels, height, width = row["sizes"]
    shape = (samples, channels, height * width, groups)

    def forward():
        return torch.native_group_norm(x, gamma, beta, *shape, epsilon)

    if row["pass"] == "train":
        return lambda: forward()[0]
    _, mean, rstd = forward()
    backward = aten.native_group_norm_backward.default
    return lambda: backward(dy, x, mean, rstd, gamma, *shape, [True, True, True])[0]


def layer_norm(row, x, dy, gamma, beta, *_):
    shape = row["sizes"][1:]

    def forward():
        return torch.native_layer_norm(x, shape, gamma, beta, row["epsilon"])

    if row["pass"] == "train":
        return lambda: forward()[0]
    _, mean, rstd = forward()
    backward = aten.native_layer_norm_backward.default
    return lambda: backward(dy, x, shape, mean, rstd, gamma, beta, [True, True, True])[0]


def automatic(row, x, dy, parameters, function, gradient=lambda dy: dy):
    """A function without a backward of its own, by PyTorch's gradients; gradient is done to dy first, each time."""
    if row["pass"] == "train":
        return lambda: function(x, *parameters)
    leaves = [leaf.detach().requires_grad_() for leaf in (x, *parameters)]
    with torch.enable_grad():
        y = function(*leaves)
    return lambda: torch.autograd.grad(y, leaves, gradient(dy), retain_graph=True)[0]


def instance_norm(row, x, dy, gamma, beta, *_):
    def function(x, gamma, beta):
        return torch.instance_norm(x, gamma, beta, None, None, True, 0.1, row["epsilon"], False)

    # With a channels-last gradient of a single sample PyTorch 1.13 gives wrong results: users have to copy it.
    return automatic(row, x, dy, (gamma, beta), function, lambda dy: dy.contiguous())


def rms_norm(row, x, dy, gamma, *_):
    def function(x, gamma):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + row["epsilon"]) * gamma

    return automatic(row, x, dy, (gamma,), function)


OPERATIONS = {"BN": batch_norm, "GN": group_norm, "IN": instance_norm, "LN": layer_norm, "RMS": rms_norm}


def prepare(row):
    torch.set_num_threads(row["threads"])
    sizes, last = row["sizes"], row["last"]
    x = load(row["input"], sizes, last)
    dy = load(row["gradient"], sizes, last) if row["pass"] == "bwd" else None
    parameters = [load(row[name], [-1], False) for name in ("gamma", "beta", "mean", "variance")]
    return OPERATIONS[row["op"]](row, x, dy, *parameters)


def measure(call, calls):
    start = time.perf_counter_ns()
    for _ in range(calls):
        call()
    return time.perf_counter_ns() - start


def main():
    torch.set_grad_enabled(False)
    row, call = None, None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "calls" in request:
                answer = str(measure(call, request["calls"]))
            elif "result" in request:
                store(call(), request["result"], row["last"])
                answer = "ready"
            elif "leave" in request:
                row, call = None, None
                answer = "ready"
            else:
                row = request
                call = prepare(row)
                answer = "ready"
        except Exception as problem:  # Whatever it is, the row goes on without PyTorch.
            answer = " ".join(str(problem).split()) or type(problem).__name__
        print(answer, flush=True)


if __name__ == "__main__":
    main()
