namespace NormGen.Bench.Micro;

/// <summary>Inference by the frozen layer.</summary>
public class InferBenchmarks() : PassBenchmarks(Pass.FrozenInfer);
