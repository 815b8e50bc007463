using System;
using System.Collections.Generic;
using System.Diagnostics;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>A layer that adds up the time its passes take.</summary>
internal sealed class TimedLayer(ILayer layer) : ILayer
{
    public ILayer Layer => layer;

    /// <summary>The ticks of <see cref="Stopwatch"/> so far.</summary>
    public long Ticks { get; set; }

    public int Inputs => layer.Inputs;

    public int Outputs => layer.Outputs;

    public IReadOnlyList<LayerParameter> Parameters => layer.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        var start = Stopwatch.GetTimestamp();
        layer.Forward(input, output);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        var start = Stopwatch.GetTimestamp();
        layer.Backward(input, outputGradient, inputGradient);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        var start = Stopwatch.GetTimestamp();
        layer.Infer(input, output);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    public InferencePass Freeze() => layer.Freeze();
}
