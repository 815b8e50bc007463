using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>What a layer's declaration says of its results, whatever its kind.</summary>
internal sealed record LayerTraits
{
    public LayerTraits(BatchNormOptions options)
    {
        (Epsilon, Passes) = (options.Epsilon, options.Passes);
        (Epilogue, Quantization) = (options.Epilogue, options.Quantization);
        Activation = new ActivationFunction(options.Activation, options.Alpha ?? Default(options.Activation));
        (Affine, Residual) = (options.Affine, options.Residual);
    }

    public LayerTraits(SampleNormOptions options)
    {
        (Epsilon, Passes) = (options.Epsilon, options.Passes);
        (Epilogue, Quantization) = (options.Epilogue, options.Quantization);
        Activation = new ActivationFunction(options.Activation, options.Alpha ?? Default(options.Activation));
        (Affine, Residual, PreAdd) = (options.Affine, options.Residual, options.PreAdd);
        (HasMean, UnitOffset) = (options.HasMean, options.UnitOffset);
    }

    public double Epsilon { get; }

    /// <summary>The activation, its parameter as the float that kernels take.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>The user's function that stands in for an activation.</summary>
    public EpilogueFunction? Epilogue { get; }

    /// <summary>Whether the output is stored as integers.</summary>
    public Quantization Quantization { get; }

    /// <summary>Whether the output may not take the place of an input.</summary>
    public bool IsQuantized => Quantization != Quantization.None;

    public Passes Passes { get; }

    /// <summary>Whether there is a gamma and, where there is a mean, a beta.</summary>
    public bool Affine { get; }

    /// <summary>Whether a mean is subtracted.</summary>
    public bool HasMean { get; } = true;

    /// <summary>Whether the scale is 1 + gamma.</summary>
    public bool UnitOffset { get; }

    /// <summary>Whether a residual is added to what is normalized.</summary>
    public bool Residual { get; }

    /// <summary>Whether a residual is added before anything is normalized.</summary>
    public bool PreAdd { get; }

    private static float? Default(Activation activation) => (float?)ActivationReference.DefaultAlpha(activation);
}
