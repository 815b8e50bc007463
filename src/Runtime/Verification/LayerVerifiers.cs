using System;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Which verifier a layer has.</summary>
internal static class LayerVerifiers
{
    public static ILayerVerifier Of(NormalizationLayer layer) => layer.State switch
    {
        BatchNormState state => new BatchNormVerifier(layer, state),
        SampleNormState state => new SampleNormVerifier(layer, state),
        var state => throw new NotSupportedException($"{state.Shape.Layer}: there is no reference for a {state.GetType().Name}."),
    };
}
