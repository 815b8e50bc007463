using System.Collections.Generic;
using NormGen.Samples.Digits;
using NormGen.Samples.Digits.Layers;
using NormGen.Samples.Study.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>The networks of the study.</summary>
internal static class Architectures
{
    public const int Features = 64;

    /// <summary>
    /// A spatial convolution, then two pairs of depthwise and pointwise ones with a normalization after each of the four, and a dense
    /// layer: a MobileNet for stamps.
    /// </summary>
    /// <param name="norm">The normalization.</param>
    /// <param name="maximumBatch">The most images of a call.</param>
    /// <param name="start">The first weights.</param>
    /// <param name="following">How batch norm's running statistics follow.</param>
    /// <param name="ghostSize">The samples of a ghost batch; 0 for ordinary batch norm.</param>
    public static Sequential Convolutional(
        Norm norm, int maximumBatch, Start start, Following following = Following.Tenth, int ghostSize = 0)
    {
        var hasBias = norm == Norm.None;
        var layers = new List<ILayer>
        {
            new SpatialConvolution(side: 8, channels: 1, outputChannels: 16, start),
            new Relu(16 * 8 * 8),
            new DepthwiseConvolution(side: 8, channels: 16, stride: 1, hasBias, start),
            Normalized(Place.Wide),
            new Linear(positions: 64, inputs: 16, outputs: 32, hasBias, start),
            Normalized(Place.Middle),
            new DepthwiseConvolution(side: 8, channels: 32, stride: 2, hasBias, start),
            Normalized(Place.Narrow),
            new Linear(positions: 16, inputs: 32, outputs: 32, hasBias, start),
            Normalized(Place.Narrow),
            new Linear(positions: 1, inputs: 32 * 4 * 4, outputs: DigitsData.Classes, hasBias: true, start),
        };
        return new Sequential(layers, maximumBatch);

        // The relu is fused into the normalization where there is one.
        ILayer Normalized(Place place) => norm == Norm.None
            ? new Relu(NormLayers.Size(place))
            : ghostSize > 0
                ? new GhostBatchNorm(() => NormLayers.Create(norm, place, following), ghostSize)
                : NormLayers.Create(norm, place, following);
    }

    /// <summary>Dense layers of 64 features, each with a normalization and a relu of its own after it, and one to the logits.</summary>
    public static Sequential Dense(Norm norm, int hiddenLayers, int maximumBatch, Start start)
    {
        var layers = new List<ILayer>();
        for (var i = 0; i < hiddenLayers; i++)
        {
            layers.Add(new Linear(positions: 1, i == 0 ? DigitsData.PixelsPerImage : Features, Features, hasBias: norm == Norm.None, start));
            if (norm != Norm.None)
            {
                layers.Add(NormLayers.Create(norm, Place.Features));
            }

            layers.Add(new Relu(Features));
        }

        layers.Add(new Linear(positions: 1, Features, DigitsData.Classes, hasBias: true, start));
        return new Sequential(layers, maximumBatch);
    }
}
