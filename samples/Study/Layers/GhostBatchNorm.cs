using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>
/// Batch norm that normalizes each small part of a batch, a ghost batch, by that part's own statistics (Hoffer et al., 2017), while the
/// running statistics follow those of the whole batch: the moments of the parts, merged.
/// </summary>
internal sealed class GhostBatchNorm : ILayer
{
    private readonly int ghostSize;
    private readonly Replicas replicas;
    private readonly NormStep population;
    private readonly Moments whole;
    private readonly Moments part;

    /// <param name="create">Makes a batch norm; each ghost batch needs one, for what Backward goes by.</param>
    /// <param name="ghostSize">The samples of a ghost batch.</param>
    public GhostBatchNorm(Func<NormStep> create, int ghostSize)
    {
        this.ghostSize = ghostSize;
        replicas = new Replicas(() => create().Layer);
        population = create();
        whole = new Moments(population.Batch!.RunningMean.Length);
        part = new Moments(whole.Channels);
    }

    public int Inputs => population.Inputs;

    public int Outputs => population.Outputs;

    public IReadOnlyList<LayerParameter> Parameters => replicas.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        var ghosts = Ghosts(input.Length);
        replicas.Share(ghosts);
        whole.Clear();
        for (var ghost = 0; ghost < ghosts; ghost++)
        {
            var own = Part(input.Length, ghost);
            var layer = (IBatchNorm)replicas[ghost];
            part.Clear();
            layer.AccumulateMoments(input[own], part);
            layer.ForwardWith(input[own], output[own], part);
            whole.Merge(part);
        }

        // For its running statistics alone; nobody reads the output.
        var first = Part(input.Length, 0);
        var scratch = new float[input[first].Length];
        population.Batch!.ForwardWith(input[first], scratch, whole);
    }

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        var ghosts = Ghosts(input.Length);
        for (var ghost = 0; ghost < ghosts; ghost++)
        {
            var own = Part(input.Length, ghost);
            replicas[ghost].Backward(input[own], outputGradient[own], inputGradient[own]);
        }

        replicas.SumGradients(ghosts);
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        foreach (var (own, shared) in population.Parameters.Zip(Parameters).Where(pair => pair.First.IsTrainable))
        {
            shared.Value.CopyTo(own.Value);
        }

        population.Infer(input, output);
    }

    public InferencePass Freeze() => Infer;

    private int Ghosts(int length) => (length / Inputs + ghostSize - 1) / ghostSize;

    private Range Part(int length, int ghost) =>
        (ghost * ghostSize * Inputs)..Math.Min(length, (ghost + 1) * ghostSize * Inputs);
}
