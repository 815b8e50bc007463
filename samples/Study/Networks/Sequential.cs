using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>Layers one after the other.</summary>
internal sealed class Sequential : INetwork
{
    // outputs[i] and gradients[i] belong to the output of layer i, for the largest batch.
    private readonly float[][] outputs;
    private readonly float[][] gradients;

    /// <param name="layers">The layers.</param>
    /// <param name="maximumBatch">The most images that a call may have.</param>
    public Sequential(IReadOnlyList<ILayer> layers, int maximumBatch)
    {
        Layers = layers;
        MaximumBatch = maximumBatch;
        outputs = [.. layers.Select(layer => new float[maximumBatch * layer.Outputs])];
        gradients = [.. layers.Select(layer => new float[maximumBatch * layer.Outputs])];
    }

    public IReadOnlyList<ILayer> Layers { get; }

    public int MaximumBatch { get; }

    public IEnumerable<LayerParameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> images)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        for (var i = 0; i < Layers.Count; i++)
        {
            Layers[i].Forward(Input(i, images), outputs[i].AsSpan(0, batch * Layers[i].Outputs));
        }

        return Output(Layers.Count - 1, batch);
    }

    public void Backward(ReadOnlySpan<float> images, ReadOnlySpan<float> logitsGradient)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        logitsGradient.CopyTo(gradients[^1]);
        for (var i = Layers.Count - 1; i >= 0; i--)
        {
            var inputGradient = i > 0 ? gradients[i - 1].AsSpan(0, batch * Layers[i].Inputs) : [];
            Layers[i].Backward(Input(i, images), OutputGradient(i, batch), inputGradient);
        }
    }

    public ReadOnlySpan<float> Infer(ReadOnlySpan<float> images) => Infer(images, Layers.Count);

    /// <summary>The output after training of the first so many layers.</summary>
    public ReadOnlySpan<float> Infer(ReadOnlySpan<float> images, int layers)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        for (var i = 0; i < layers; i++)
        {
            Layers[i].Infer(Input(i, images), outputs[i].AsSpan(0, batch * Layers[i].Outputs));
        }

        return layers == 0 ? images : Output(layers - 1, batch);
    }

    /// <summary>What went into a layer in the last call.</summary>
    public ReadOnlySpan<float> Input(int layer, ReadOnlySpan<float> images) =>
        layer == 0 ? images : Output(layer - 1, images.Length / DigitsData.PixelsPerImage);

    /// <summary>What came out of a layer in the last call.</summary>
    public ReadOnlySpan<float> Output(int layer, int batch) => outputs[layer].AsSpan(0, batch * Layers[layer].Outputs);

    /// <summary>The gradient of the loss by the output of a layer in the last <see cref="Backward"/>.</summary>
    public ReadOnlySpan<float> OutputGradient(int layer, int batch) => gradients[layer].AsSpan(0, batch * Layers[layer].Outputs);
}
