using System;

namespace NormGen.Samples.Study.Layers;

/// <summary>The passes of a layer of any kind, with their tensors as arguments.</summary>
internal static class LayerPasses
{
    public static void Forward(this NormalizationLayer layer, ReadOnlySpan<float> input, Span<float> output) =>
        layer.RunPass(Pass.Forward, new PassTensors { Input = input, Output = output });

    public static void Infer(this NormalizationLayer layer, ReadOnlySpan<float> input, Span<float> output) =>
        layer.RunPass(Pass.Infer, new PassTensors { Input = input, Output = output });

    public static void Backward(
        this NormalizationLayer layer, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        layer.RunPass(Pass.Backward, new PassTensors { Input = input, OutputGradient = outputGradient, InputGradient = inputGradient });
}
