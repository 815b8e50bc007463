using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>A generated normalization layer, whichever it is, as a step of the network.</summary>
/// <param name="layer">The layer.</param>
/// <param name="size">The number of values of an image at its place.</param>
/// <param name="freeze">Makes the inference of the layer as it is then.</param>
internal sealed class Normalization(NormalizationLayer layer, int size, Func<NormalizationLayer, InferencePass> freeze) : ILayer
{
    public int Inputs => size;

    public int Outputs => size;

    public IReadOnlyList<LayerParameter> Parameters => layer.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) =>
        layer.RunPass(Pass.Forward, new PassTensors { Input = input, Output = output });

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        layer.RunPass(Pass.Backward, new PassTensors { Input = input, OutputGradient = outputGradient, InputGradient = inputGradient });

    public void Infer(ReadOnlySpan<float> input, Span<float> output) =>
        layer.RunPass(Pass.Infer, new PassTensors { Input = input, Output = output });

    public InferencePass Freeze() => freeze(layer);
}
