using System;

namespace NormGen.Reference;

/// <summary>The gradients of a batch norm, in double.</summary>
public sealed class BatchNormGradients
{
    private readonly double[] input;
    private readonly double[] gamma;
    private readonly double[] beta;
    private readonly double[] residual;

    internal BatchNormGradients(double[] input, double[] gamma, double[] beta, double[] residual)
    {
        this.input = input;
        this.gamma = gamma;
        this.beta = beta;
        this.residual = residual;
    }

    /// <summary>The gradient by the input, in the input's layout.</summary>
    public ReadOnlySpan<double> Input => input;

    /// <summary>The gradient by gamma, one value per channel.</summary>
    public ReadOnlySpan<double> Gamma => gamma;

    /// <summary>The gradient by beta, one value per channel.</summary>
    public ReadOnlySpan<double> Beta => beta;

    /// <summary>The gradient by the residual, in the input's layout: the gradient before the activation.</summary>
    public ReadOnlySpan<double> Residual => residual;
}
