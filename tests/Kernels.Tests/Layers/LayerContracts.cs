using System;

namespace NormGen.Kernels.Tests.Layers;

/// <summary>The members that every generated batch norm has; generated code implements them without knowing it.</summary>
public interface IBatchNormLayer
{
    Span<float> RunningMean { get; }

    Span<float> RunningVariance { get; }

    ReadOnlySpan<float> SavedMean { get; }

    ReadOnlySpan<float> SavedRstd { get; }

    long BatchesTracked { get; set; }
}

/// <summary>The members that <c>Affine = true</c> adds.</summary>
public interface IAffineLayer
{
    Span<float> Gamma { get; }

    Span<float> Beta { get; }

    Span<float> GammaGradient { get; }

    Span<float> BetaGradient { get; }
}

/// <summary>The passes where every size but the batch is declared.</summary>
public interface ISizedPasses
{
    void Infer(ReadOnlySpan<float> input, Span<float> output);

    void Forward(ReadOnlySpan<float> input, Span<float> output);

    void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);
}

/// <summary>The passes where the spatial size is known at the call.</summary>
public interface IAtCallPasses
{
    void Infer(ReadOnlySpan<float> input, Span<float> output, int batch);

    void Forward(ReadOnlySpan<float> input, Span<float> output, int batch);

    void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, int batch);
}

public interface ISizedLayer : IBatchNormLayer, IAffineLayer, ISizedPasses;

public interface IBareSizedLayer : IBatchNormLayer, ISizedPasses;

public interface IAtCallLayer : IBatchNormLayer, IAffineLayer, IAtCallPasses;

public interface IBareAtCallLayer : IBatchNormLayer, IAtCallPasses;
