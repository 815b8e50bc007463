namespace NormGen.Bench.Micro;

/// <summary>Training backward.</summary>
public class BackwardBenchmarks() : PassBenchmarks(Pass.Backward);
