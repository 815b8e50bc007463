namespace NormGen.Bench.Micro;

/// <summary>Training forward.</summary>
public class TrainBenchmarks() : PassBenchmarks(Pass.Forward);
