using System;
using System.Reflection;
using NormGen.Reference;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>A declared layer: what its attribute says, and how to make one.</summary>
internal sealed class LayerCase
{
    private readonly BatchNormAttribute declared;

    public LayerCase(Type type)
    {
        declared = type.GetCustomAttribute<BatchNormAttribute>() ?? throw new ArgumentException($"{type} declares no layer.");
        Type = type;
    }

    public Type Type { get; }

    public string Name => Type.Name;

    public int Channels => declared.Channels;

    public Layout Layout => declared.Layout;

    public Activation Activation => declared.Activation;

    public bool Affine => declared.Affine;

    public bool Residual => declared.Residual;

    public Dialect Dialect => declared.Dialect;

    public bool Trains => declared.Passes == Passes.All;

    // 0 is what an attribute holds where nothing was set; no layer here sets it.
    public double Epsilon => declared.Epsilon != 0 ? declared.Epsilon : Dialect == Dialect.Keras ? 1e-3 : 1e-5;

    public double Momentum => declared.Momentum != 0 ? declared.Momentum : Dialect switch
    {
        Dialect.Onnx => 0.9,
        Dialect.Keras => 0.99,
        _ => 0.1,
    };

    public bool SizedAtCall =>
        Layout != Layout.NC && (declared.Length, declared.Depth, declared.Height, declared.Width) == default;

    /// <summary>The number of positions where it is declared; 1 for NC.</summary>
    public int DeclaredPositions =>
        Math.Max(1, declared.Length) * Math.Max(1, declared.Depth) * Math.Max(1, declared.Height) * Math.Max(1, declared.Width);

    /// <summary>Whether the number of values per channel is free: each of them one sample, or one position.</summary>
    public bool IsOfAnyLength => SizedAtCall || Layout == Layout.NC;

    public bool ChannelsLast => Layout is Layout.NC or Layout.NLC or Layout.NHWC or Layout.NDHWC;

    public LayerUnderTest Create() => new(this, (NormalizationLayer)Activator.CreateInstance(Type)!);

    /// <summary>The (outer, channels, inner) view of a call's tensors.</summary>
    public TensorView View(int batch, int positions) => ChannelsLast
        ? new TensorView(batch * positions, Channels, 1)
        : new TensorView(batch, Channels, positions);

    public override string ToString() => Name;
}
