package io.syncline.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Which events make new contacts. */
@ConfigMapping(prefix = "syncline.contacts")
public interface ContactRules {
    /** A lead form makes or completes its contact and account. */
    @WithDefault("true")
    boolean fromLeads();

    /** Somebody outside becomes a contact when someone of the organization writes to them; never by writing to us. */
    @WithDefault("true")
    boolean fromOutboundMail();

    /**
     * Mailboxes of companies that no one person reads: names before the at-sign, or whole addresses; * stands for any
     * characters. They lead to the company and never make a contact.
     */
    @WithDefault(SHARED_MAILBOXES)
    List<String> sharedMailboxes();

    /** What is shared nearly everywhere; a list of one's own replaces it. */
    String SHARED_MAILBOXES =
            "abuse,accounting,accounts,accounts-*,admin,administrator,all,ap,ar,billing,bounce*,buchhaltung,compras,contact,"
                    + "contacto,contato,customercare,customerservice,do-not-reply*,donotreply*,einkauf,enquiries,everyone,facturacion,"
                    + "feedback,finance,frontdesk,hello,help,helpdesk,hi,hostmaster,hr,info,info-*,info.*,inquiries,invoice,invoices,"
                    + "it,jobs,kontakt,legal,mail,mailer-daemon,marketing,newsletter,no-reply*,noc,noreply*,notification*,office,"
                    + "operations,orders,postmaster,press,privacy,procurement,purchasing,reception,recruiting,sales,sales-*,sales.*,"
                    + "security,service,support,support-*,support.*,team,vendas,ventas,vertrieb,webmaster,*-all,*-list,*-team,"
                    + "*@lists.*,*@list.*,*@groups.*,*@googlegroups.com,*@groups.io,*@*.groups.io";
}
