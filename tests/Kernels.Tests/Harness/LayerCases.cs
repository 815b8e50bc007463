using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Layers;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>Every layer that the tests run over.</summary>
internal static class LayerCases
{
    private static readonly Dictionary<string, LayerCase> ByName =
        new[] { Nc, Nhwc, Nchw, SizedAtCall, Golden }
            .SelectMany(group => group)
            .ToDictionary(layer => layer.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<LayerCase> All => ByName.Values;

    private static IEnumerable<LayerCase> Nc =>
    [
        Sized<Nc1>(layer => layer.Freeze().Infer),
        Sized<Nc3>(layer => layer.Freeze().Infer),
        Sized<Nc5>(layer => layer.Freeze().Infer),
        Sized<Nc16>(layer => layer.Freeze().Infer),
        Sized<Nc17>(layer => layer.Freeze().Infer),
        Sized<Nc24>(layer => layer.Freeze().Infer),
        Sized<Nc33>(layer => layer.Freeze().Infer),
        Sized<Nc64>(layer => layer.Freeze().Infer),
        Sized<Nc100>(layer => layer.Freeze().Infer),
        Sized<Nc130>(layer => layer.Freeze().Infer),
        Sized<Nc256>(layer => layer.Freeze().Infer),
        Sized<Nc1021>(layer => layer.Freeze().Infer),
        Sized<Nc2048>(layer => layer.Freeze().Infer),
        Sized<Nc4096>(layer => layer.Freeze().Infer),
        Sized<Nc33Relu>(layer => layer.Freeze().Infer),
        Sized<Nc130Relu>(layer => layer.Freeze().Infer),
        Sized<Nc17Bare>(layer => layer.Freeze().Infer),
        Sized<Nc64BareRelu>(layer => layer.Freeze().Infer),
        Sized<Nc24Epsilon>(layer => layer.Freeze().Infer),
    ];

    private static IEnumerable<LayerCase> Nhwc =>
    [
        Sized<Nhwc1x5x3>(layer => layer.Freeze().Infer),
        Sized<Nhwc3x7x7>(layer => layer.Freeze().Infer),
        Sized<Nhwc5x3x5>(layer => layer.Freeze().Infer),
        Sized<Nhwc24x6x6>(layer => layer.Freeze().Infer),
        Sized<Nhwc64x4x4>(layer => layer.Freeze().Infer),
        Sized<Nhwc130x3x3>(layer => layer.Freeze().Infer),
        Sized<Nhwc2048x2x1>(layer => layer.Freeze().Infer),
        Sized<Nhwc3x8x8Relu>(layer => layer.Freeze().Infer),
        Sized<Nhwc64x8x8Relu>(layer => layer.Freeze().Infer),
        Sized<Nhwc24x5x5Bare>(layer => layer.Freeze().Infer),
    ];

    private static IEnumerable<LayerCase> Nchw =>
    [
        Sized<Nchw16x1x1>(layer => layer.Freeze().Infer),
        Sized<Nchw5x2x2>(layer => layer.Freeze().Infer),
        Sized<Nchw33x7x1>(layer => layer.Freeze().Infer),
        Sized<Nchw17x3x3>(layer => layer.Freeze().Infer),
        Sized<Nchw24x5x3>(layer => layer.Freeze().Infer),
        Sized<Nchw64x4x4>(layer => layer.Freeze().Infer),
        Sized<Nchw3x1x17>(layer => layer.Freeze().Infer),
        Sized<Nchw100x31x1>(layer => layer.Freeze().Infer),
        Sized<Nchw64x7x7>(layer => layer.Freeze().Infer),
        Sized<Nchw130x7x7>(layer => layer.Freeze().Infer),
        Sized<Nchw1x8x8>(layer => layer.Freeze().Infer),
        Sized<Nchw3x1x127>(layer => layer.Freeze().Infer),
        Sized<Nchw3x3x43>(layer => layer.Freeze().Infer),
        Sized<Nchw256x10x10>(layer => layer.Freeze().Infer),
        Sized<Nchw2048x3x3>(layer => layer.Freeze().Infer),
        Sized<Nchw3x28x28>(layer => layer.Freeze().Infer),
        Sized<Nchw5x15x21>(layer => layer.Freeze().Infer),
        Sized<Nchw2x56x56>(layer => layer.Freeze().Infer),
        Sized<Nchw1x71x73>(layer => layer.Freeze().Infer),
        Sized<Nchw24x7x7Relu>(layer => layer.Freeze().Infer),
        Sized<Nchw3x28x28Relu>(layer => layer.Freeze().Infer),
        Sized<Nchw17x6x5Bare>(layer => layer.Freeze().Infer),
        Sized<Nchw16x4x4BareRelu>(layer => layer.Freeze().Infer),
    ];

    private static IEnumerable<LayerCase> SizedAtCall =>
    [
        AtCall<Nchw1AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nchw3AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nchw17AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nchw64AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nchw24AtCallRelu>(layer => layer.Freeze().Infer),
        AtCall<Nchw5AtCallBare>(layer => layer.Freeze().Infer),
        AtCall<Nhwc1AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nhwc3AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nhwc17AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nhwc64AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nhwc24AtCallRelu>(layer => layer.Freeze().Infer),
        AtCall<Nhwc5AtCallBare>(layer => layer.Freeze().Infer),
        AtCall<Nhwc100AtCall>(layer => layer.Freeze().Infer),
        AtCall<Nchw100AtCall>(layer => layer.Freeze().Infer),
    ];

    private static IEnumerable<LayerCase> Golden =>
    [
        Sized<GoldenNchwNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenNchwNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenSevenBySevenNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenSevenBySevenNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenNclNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenNclNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenNcdhwNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenNcdhwNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenCumulativeNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenCumulativeNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenTwoStepsNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenTwoStepsNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenLargeMeanNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenLargeMeanNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenNoAffineNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenNoAffineNhwc>(layer => layer.Freeze().Infer),
        Sized<GoldenReluNchw>(layer => layer.Freeze().Infer),
        Sized<GoldenReluNhwc>(layer => layer.Freeze().Infer),
    ];

    public static LayerCase Named(string name) => ByName[name];

    /// <summary>The names of the layers that a condition holds for, as rows of a theory.</summary>
    public static TheoryData<string> Names(Func<LayerCase, bool> condition) =>
        new(All.Where(condition).Select(layer => layer.Name));

    private static LayerCase Sized<T>(Func<T, SizedInferCall> freeze)
        where T : NormalizationLayer, IBatchNormLayer, ISizedPasses, new() =>
        new(typeof(T), () => new T(), layer => AnyBatch(freeze((T)layer)));

    private static LayerCase AtCall<T>(Func<T, InferCall> freeze)
        where T : NormalizationLayer, IBatchNormLayer, IAtCallPasses, new() =>
        new(typeof(T), () => new T(), layer => freeze((T)layer));

    private static InferCall AnyBatch(SizedInferCall infer) => (input, output, _) => infer(input, output);
}
