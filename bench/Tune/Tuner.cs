using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Compiling;
using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Bench.Peers.Managed;
using NormGen.Bench.Suite;
using NormGen.Bench.Tiers;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Tune;

/// <summary>Times the kernels of a layer under other schedules beside the one under its own.</summary>
/// <param name="sampler">Takes the times.</param>
/// <param name="threads">How many threads layers may use.</param>
internal sealed class Tuner(Sampler sampler, int threads)
{
    private const string Own = "the scheduler's";

    private static int assemblies;

    /// <summary>All rows of one layer: its kernels are compiled once.</summary>
    public IEnumerable<Regret> Try(IReadOnlyList<Row> rows)
    {
        var kernels = Kernels(rows[0].Layer);
        return rows.Select(row => Measure(row, kernels));
    }

    private static List<(string Name, Type Type)> Kernels(BenchLayer layer)
    {
        var seen = new HashSet<string>();
        var kernels = new List<(string, Type)>();
        Add(Own, static files => files.Kernel);
        foreach (var alternative in Alternative.All)
        {
            Add(alternative.Name, files => files.KernelWith(Registers.InstructionSet, alternative.Change));
        }

        return kernels;

        void Add(string name, Func<GeneratedFiles, string> kernel)
        {
            // Each kernel lives in an assembly of its own, whose name is in its text.
            if (seen.Add(Code(kernel(new GeneratedFiles(layer.Type, "Same", "Tuned")))))
            {
                var files = new GeneratedFiles(layer.Type, $"Tuned{assemblies++}", "Tuned");
                kernels.Add((name, files.Load(kernel(files))));
            }
        }
    }

    // The code alone: comments tell the schedule even where it changes nothing.
    private static string Code(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private Regret Measure(Row row, IReadOnlyList<(string Name, Type Type)> kernels)
    {
        var workload = new Workload(row, new TensorAllocator(unaligned: false), threads);
        var contenders = kernels.Select(kernel => Enter(kernel.Type)).ToArray();
        var best = 0;
        if (contenders.Length > 1)
        {
            var times = sampler.Run(contenders);
            best = Enumerable.Range(0, times.Length).MinBy(index => Ratio(times[index], times[0]));
        }

        // The least of many times is too little by chance: the two are measured once more, alone.
        var ratio = 1d;
        if (best > 0)
        {
            var again = sampler.Run([contenders[0], contenders[best]]);
            ratio = Math.Max(1, Ratio(again[0], again[1]));
        }

        GC.KeepAlive(workload);
        return new Regret(row, contenders.Length - 1, kernels[best].Name, ratio);

        IContender Enter(Type type)
        {
            var layer = new LayerInstance(type, workload.Parameters, threads);
            return GeneratedKernel.Enter(layer, row.Pass, workload.Input, workload.OutputGradient, workload.Target);
        }
    }

    private static double Ratio(double[] mine, double[] other) =>
        Statistics.Median(mine.Zip(other, (a, b) => a / b).Where(double.IsFinite));
}
