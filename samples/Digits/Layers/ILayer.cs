using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>Computes a layer's output for a batch of any size.</summary>
internal delegate void InferencePass(ReadOnlySpan<float> input, Span<float> output);

/// <summary>A step of the network. Tensors are dense with the batch as the slowest axis, so their length says the batch.</summary>
internal interface ILayer
{
    /// <summary>The number of values an image has on the way in.</summary>
    int Inputs { get; }

    /// <summary>The number of values an image has on the way out.</summary>
    int Outputs { get; }

    IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>The output in training.</summary>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Overwrites the parameters' gradients and the input's, of the last <see cref="Forward"/>.
    /// An empty <paramref name="inputGradient"/> is not wanted: nobody learns from the gradient of an image.
    /// </summary>
    void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

    /// <summary>The output after training.</summary>
    void Infer(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>The same as <see cref="Infer"/>, with the work done ahead that depends on the parameters alone.</summary>
    InferencePass Freeze();
}
