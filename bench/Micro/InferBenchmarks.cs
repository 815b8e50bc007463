using NormGen.Bench.Layers;

namespace NormGen.Bench.Micro;

/// <summary>Inference by the frozen layer.</summary>
public class InferBenchmarks() : PassBenchmarks(Pass.Infer);
