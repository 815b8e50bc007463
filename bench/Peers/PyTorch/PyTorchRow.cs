using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace NormGen.Bench.Peers.PyTorch;

/// <summary>A row as <c>pytorch_worker.py</c> is told it; its text says what the members are.</summary>
internal sealed record PyTorchRow(
    string Op,
    string Pass,
    IReadOnlyList<int> Sizes,
    bool Last,
    int Groups,
    double Epsilon,
    int Threads,
    string Input,
    string Gradient,
    string Gamma,
    string Beta,
    string Mean,
    string Variance);

/// <summary>How rows are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PyTorchRow))]
internal sealed partial class PyTorchJson : JsonSerializerContext;
