using NormGen.Bench.Layers;

namespace NormGen.Bench.Micro;

/// <summary>Training forward.</summary>
public class TrainBenchmarks() : PassBenchmarks(Pass.Train);
