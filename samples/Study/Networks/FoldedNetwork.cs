using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;
using NormGen.Samples.Study.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>
/// Batch norm folded into the convolution before it: w' = w g rstd, b' = (b - mean) g rstd + beta. Its statistics do not depend on the input at
/// inference, so nothing is left of it but its relu.
/// </summary>
internal static class FoldedNetwork
{
    /// <summary>The network for inference, without its batch norms. The network is left as it is.</summary>
    public static Sequential Of(Sequential network)
    {
        var layers = new List<ILayer>();
        foreach (var layer in network.Layers)
        {
            if (layer is not NormStep norm)
            {
                layers.Add(layer);
                continue;
            }

            layers[^1] = Folded(layers[^1], norm);
            layers.Add(new Relu(norm.Outputs));
        }

        return new Sequential(layers, network.MaximumBatch);
    }

    private static ILayer Folded(ILayer layer, NormStep norm)
    {
        var (folded, from, to) = layer switch
        {
            Linear linear => Copy(linear),
            DepthwiseConvolution depthwise => Copy(depthwise),
            _ => throw new NotSupportedException($"Expected a dense layer or a convolution before a batch norm; got {layer.GetType().Name}."),
        };
        Fold(from, norm, to);
        return folded;
    }

    private static (ILayer Folded, Weights From, Weights To) Copy(Linear layer)
    {
        var copy = layer.WithBias();
        return (copy, layer.Weights, copy.Weights);
    }

    private static (ILayer Folded, Weights From, Weights To) Copy(DepthwiseConvolution layer)
    {
        var copy = layer.WithBias();
        return (copy, layer.Weights, copy.Weights);
    }

    /// <summary>A column of weights belongs to a channel in both kinds of layer: outputs last.</summary>
    private static void Fold(Weights weights, NormStep norm, Weights folded)
    {
        weights.Values.CopyTo(folded.Values, 0);
        weights.Bias.CopyTo(folded.Bias, 0);
        norm.Layer.FoldInto(folded.Values, folded.Bias, WeightLayout.HWIO);
    }
}
