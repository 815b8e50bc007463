using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Digits;

/// <summary>Three convolutions and two dense layers; normalization and relu after all but the last.</summary>
internal sealed class Network
{
    private readonly ILayer[] layers;

    // outputs[i] and gradients[i] belong to the output of layer i, for the largest batch.
    private readonly float[][] outputs;
    private readonly float[][] gradients;

    public Network(NormalizationKind normalization, int maximumBatch, Random random)
    {
        var hasBias = normalization.NeedsBias();
        layers =
        [
            new Convolution(side: 8, inputChannels: 1, outputChannels: 16, stride: 1, hasBias, random),
            Normalizations.Create(normalization, Place.Wide),
            new Convolution(side: 8, inputChannels: 16, outputChannels: 32, stride: 2, hasBias, random),
            Normalizations.Create(normalization, Place.Narrow),
            new Convolution(side: 4, inputChannels: 32, outputChannels: 32, stride: 1, hasBias, random),
            Normalizations.Create(normalization, Place.Narrow),
            new Dense(inputs: 512, outputs: 64, hasBias, random),
            Normalizations.Create(normalization, Place.Dense),
            new Dense(inputs: 64, outputs: DigitsData.Classes, hasBias: true, random),
        ];
        outputs = Array.ConvertAll(layers, layer => new float[maximumBatch * layer.Outputs]);
        gradients = Array.ConvertAll(layers, layer => new float[maximumBatch * layer.Outputs]);
    }

    public IEnumerable<LayerParameter> Parameters => layers.SelectMany(layer => layer.Parameters);

    /// <summary>The logits in training, one per class and image.</summary>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> images)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i].Forward(Input(i, images, batch), outputs[i].AsSpan(0, batch * layers[i].Outputs));
        }

        return outputs[^1].AsSpan(0, batch * DigitsData.Classes);
    }

    /// <summary>Fills the gradients of all parameters from that of the logits of the last <see cref="Forward"/>.</summary>
    public void Backward(ReadOnlySpan<float> images, ReadOnlySpan<float> logitsGradient)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        var gradient = logitsGradient;
        for (var i = layers.Length - 1; i >= 0; i--)
        {
            var inputGradient = i > 0 ? gradients[i - 1].AsSpan(0, batch * layers[i].Inputs) : [];
            layers[i].Backward(Input(i, images, batch), gradient, inputGradient);
            gradient = inputGradient;
        }
    }

    /// <summary>Inference that follows every later change of the parameters.</summary>
    public Inference Inference() => new(layers, layer => layer.Infer);

    /// <summary>Inference with the normalizations frozen as they are now.</summary>
    public Inference Freeze() => new(layers, layer => layer.Freeze());

    /// <summary>A hash of every bit of every parameter.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in Parameters)
        {
            hash.AppendData(MemoryMarshal.AsBytes(parameter.Value.Span));
        }

        return Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 8));
    }

    private ReadOnlySpan<float> Input(int layer, ReadOnlySpan<float> images, int batch) =>
        layer == 0 ? images : outputs[layer - 1].AsSpan(0, batch * layers[layer].Inputs);
}
