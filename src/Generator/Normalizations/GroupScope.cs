using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>One statistic group, or sixteen neighbouring ones; numbers are doubles.</summary>
internal abstract class GroupScope(IrBuilder builder, Value epsilon)
{
    public IrBuilder Builder { get; } = builder;

    /// <summary>The number of elements that a group has.</summary>
    public abstract Value Count { get; }

    public Value Epsilon => Spread(epsilon);

    /// <summary>A number known at compile time.</summary>
    public Value Number(double number) => Builder.Constant(number, NumberType);

    /// <summary>The group's entry of a table.</summary>
    public Value Read(Region buffer) => buffer.IsDouble ? ReadEntry(buffer) : Builder.Widen(ReadEntry(buffer));

    public void Write(Region buffer, Value value) => WriteEntry(buffer, buffer.IsDouble ? value : Builder.Narrow(value));

    /// <summary>The nearest float, as a double.</summary>
    public Value Rounded(Value value) => Builder.Widen(Builder.Narrow(value));

    /// <summary>1 / sqrt(variance + epsilon).</summary>
    public Value Rstd(Moments moments) => moments.Rstd ?? (Number(1) / Builder.SquareRoot(moments.Variance + Epsilon)).Named("rstd");

    /// <summary>Makes a number available to the stages that follow.</summary>
    public void Set(Coefficient coefficient, Value value) => SetCoefficient(coefficient, Builder.Narrow(value).Named(coefficient.Name));

    protected abstract IrType NumberType { get; }

    protected abstract Value ReadEntry(Region buffer);

    protected abstract void WriteEntry(Region buffer, Value value);

    protected abstract void SetCoefficient(Coefficient coefficient, Value value);

    protected Value Spread(Value scalar) => NumberType == IrType.Doubles ? Builder.Let(Op.Broadcast, scalar) : scalar;
}

/// <summary>One channel, or sixteen neighbouring ones: tables have an entry for each.</summary>
internal abstract class ChannelScope(IrBuilder builder, Value epsilon) : GroupScope(builder, epsilon)
{
    /// <summary>The moments of the group that the channel belongs to.</summary>
    public abstract Moments Moments { get; }
}
