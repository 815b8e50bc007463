using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>
/// What is to be loaded into which layer, and everything that speaks against it. Nothing is written before all of it is known to fit
/// and has been read.
/// </summary>
/// <param name="file">The file's name, for messages.</param>
internal sealed class LoadPlan(string file)
{
    private readonly List<string> problems = [];
    private readonly List<Func<Action>> reads = [];
    private readonly HashSet<NormalizationLayer> layers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins with a layer.</summary>
    /// <exception cref="ArgumentException">The layer has been there before.</exception>
    public void Begin(NormalizationLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!layers.Add(layer))
        {
            throw new ArgumentException($"{layer.State.Shape.Layer}: the same layer is to be loaded twice.", nameof(layer));
        }
    }

    /// <summary>Notes what is wrong.</summary>
    public void Report(NormalizationLayer layer, string problem) => problems.Add($"{layer.State.Shape.Layer}: {problem}");

    /// <summary>Notes where values go.</summary>
    /// <param name="target">The layer's memory.</param>
    /// <param name="read">Reads as many values as it holds.</param>
    public void Take(Memory<float> target, Func<float[]> read) => reads.Add(() =>
    {
        var values = read();
        return () => values.CopyTo(target.Span);
    });

    /// <summary>Notes a number of batches.</summary>
    public void Take(BatchNormState target, long batchesTracked) => reads.Add(() => () => target.BatchesTracked = batchesTracked);

    /// <summary>Reads everything, then writes everything.</summary>
    /// <exception cref="ParameterFileException">Something is wrong; nothing has been written.</exception>
    public void Run()
    {
        if (problems.Count > 0)
        {
            throw new ParameterFileException($"{file} does not fit, so nothing was loaded:", problems);
        }

        Action[] writes = [.. reads.Select(read => read())];
        foreach (var write in writes)
        {
            write();
        }
    }
}
