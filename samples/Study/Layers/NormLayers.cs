using System;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>The one file that knows which declared layer a normalization is at which place.</summary>
internal static class NormLayers
{
    /// <summary>The number of values of a sample at a place.</summary>
    public static int Size(Place place) => place switch
    {
        Place.Wide => WideBatchNorm.ElementsPerSample,
        Place.Middle => MiddleBatchNorm.ElementsPerSample,
        Place.Narrow => NarrowBatchNorm.ElementsPerSample,
        Place.Features => FeatureBatchNorm.Channels,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    /// <summary>A normalization other than none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this kind at this place.</exception>
    public static NormStep Create(Norm norm, Place place, Following following = Following.Tenth) => (norm, place) switch
    {
        (Norm.Batch, Place.Wide) => following switch
        {
            Following.Slow => Step(new WideSlowBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Fast => Step(new WideFastBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Cumulative => Step(new WideCumulativeBatchNorm(), place, layer => layer.Freeze().Infer),
            _ => Step(new WideBatchNorm(), place, layer => layer.Freeze().Infer),
        },
        (Norm.Batch, Place.Middle) => following switch
        {
            Following.Slow => Step(new MiddleSlowBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Fast => Step(new MiddleFastBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Cumulative => Step(new MiddleCumulativeBatchNorm(), place, layer => layer.Freeze().Infer),
            _ => Step(new MiddleBatchNorm(), place, layer => layer.Freeze().Infer),
        },
        (Norm.Batch, Place.Narrow) => following switch
        {
            Following.Slow => Step(new NarrowSlowBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Fast => Step(new NarrowFastBatchNorm(), place, layer => layer.Freeze().Infer),
            Following.Cumulative => Step(new NarrowCumulativeBatchNorm(), place, layer => layer.Freeze().Infer),
            _ => Step(new NarrowBatchNorm(), place, layer => layer.Freeze().Infer),
        },
        (Norm.Batch, Place.Features) => Step(new FeatureBatchNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Group, Place.Wide) => Step(new WideGroupNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Group, Place.Middle) => Step(new MiddleGroupNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Group, Place.Narrow) => Step(new NarrowGroupNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Group, Place.Features) => Step(new FeatureGroupNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Instance, Place.Wide) => Step(new WideInstanceNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Instance, Place.Middle) => Step(new MiddleInstanceNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Instance, Place.Narrow) => Step(new NarrowInstanceNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Layer, Place.Wide) => Step(new WideLayerNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Layer, Place.Middle) => Step(new MiddleLayerNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Layer, Place.Narrow) => Step(new NarrowLayerNorm(), place, layer => layer.Freeze().Infer),
        (Norm.Layer, Place.Features) => Step(new FeatureLayerNorm(), place, layer => layer.Freeze().Infer),
        _ => throw new ArgumentOutOfRangeException(nameof(norm), $"There is no {norm.Text()} at {place}: a single value normalizes to nothing."),
    };

    /// <summary>The normalization and the tanh of a step of the recurrent network.</summary>
    public static NormalizationLayer CreateStep(Norm norm) => norm switch
    {
        Norm.Batch => new StepBatchNorm(),
        Norm.Layer => new StepLayerNorm(),
        _ => throw new ArgumentOutOfRangeException(nameof(norm)),
    };

    private static NormStep Step<T>(T layer, Place place, Func<T, InferencePass> freeze)
        where T : NormalizationLayer => new(layer, Size(place), () => freeze(layer));
}
